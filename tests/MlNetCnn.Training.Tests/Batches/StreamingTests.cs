using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Training.Tests;

public sealed class StreamingTests : IDisposable
{
    private static readonly TrainingOptions Options = new() { Epochs = 3, BatchSize = 8, Optimizer = OptimizerKind.Adam, LearningRate = 0.02, Seed = 1, Device = "cpu" };

    private readonly MLContext _ml = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-test-").FullName;
    private readonly List<string> _told = [];

    public StreamingTests() => _ml.Log += (_, line) => _told.Add(line.Message);

    [Theory]
    [InlineData(0)]
    [InlineData(40 * 36)] // more than the validation images, less than those to train on
    public void Fit_ImagesAboveTheBudget_GivesTheWeightsOfResidentOnesToTheBit(long budget)
    {
        var options = Options with { ValidationData = Toys.View(20, seed: 9) };
        using var resident = Fit(Toys.View(61), options);
        Assert.DoesNotContain(_told, line => line.Contains("stream", StringComparison.Ordinal));

        using var streamed = Fit(Toys.View(61), options with { MemoryBudget = budget, CacheFolder = _folder });

        Assert.Equal(Values(resident), Values(streamed));
        Assert.Contains(_told, line => line.Contains("61 images exceed the memory budget and stream", StringComparison.Ordinal));
        Assert.Equal(budget == 0, _told.Exists(line => line.Contains("20 images exceed", StringComparison.Ordinal)));
        AssertNothingIsLeft();
    }

    [Fact]
    public void Fit_WithAShareKeptBack_SplitsStreamedImagesAsResidentOnes()
    {
        var options = Options with { ValidationFraction = 0.3, Sampling = Sampling.Balanced, Augmentation = Augmentation.Digits };
        using var resident = Fit(Toys.View(61), options);
        using var streamed = Fit(Toys.View(61), options with { MemoryBudget = 0, CacheFolder = _folder });

        Assert.Equal(Values(resident), Values(streamed));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20 * 36 * sizeof(float))] // moves to the file after 20 rows
    [InlineData(1 << 30)]
    public void Fit_RowCountUnknownAndSinglesInSparseVectors_GivesTheWeightsOfDenseBytes(long budget)
    {
        using var expected = Fit(Toys.View(61), Options);
        var images = Toys.Images(61);
        var rows = Enumerable.Range(0, images.Count).Select(i => new SparseRow { Features = Sparse(images.Image(i).ToArray()), Label = (uint)images.Labels[i] });
        var view = _ml.Data.LoadFromEnumerable(rows);
        Assert.Null(view.GetRowCount());

        using var actual = Fit(view, Options with { ImageShape = Toys.Shape, MemoryBudget = budget, CacheFolder = _folder });

        Assert.Equal(Values(expected), Values(actual));
    }

    [Fact]
    public void Fit_CancelledWhileStreaming_LeavesNothing()
    {
        using var cancel = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => Fit(Toys.View(300), Options with
        {
            Epochs = 100,
            MemoryBudget = 0,
            CacheFolder = _folder,
            CancellationToken = cancel.Token,
            Progress = new CancelAfterFirst(cancel),
        }));

        AssertNothingIsLeft();
    }

    [Fact]
    public void Fit_ARowThatCannotBeRead_LeavesNothing()
    {
        var rows = Enumerable.Range(0, 5).Select(i => new SparseRow { Features = Sparse([.. new byte[35], (byte)(i + 1)]), Label = i == 4 ? uint.MaxValue : 0 });
        var view = _ml.Data.LoadFromEnumerable(rows);

        Assert.Throws<InvalidOperationException>(() => Fit(view, Options with { ImageShape = Toys.Shape, MemoryBudget = 0, CacheFolder = _folder }));

        AssertNothingIsLeft();
    }

    [Fact]
    public void Fit_ACacheFolderThatIsAFile_SaysWhatToDo()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        var error = Assert.Throws<IOException>(() => Fit(Toys.View(30), Options with { MemoryBudget = 0, CacheFolder = file }));

        Assert.Contains($"The cache file of the images cannot be written in '{file}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("name another folder in CacheFolder, or raise MemoryBudget", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ANegativeBudget_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Fit(Toys.View(30), Options with { MemoryBudget = -1 }));

        Assert.Equal("The training option MemoryBudget is -1, but must be 0 or more.", error.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static float[] Values(CnnTransformer model) => [.. model.Model.Weights.OrderBy(w => w.Key, StringComparer.Ordinal).SelectMany(w => w.Value.Values.ToArray())];

    // Pixels in sparse vectors: the zeros are left out.
    private static VBuffer<float> Sparse(byte[] pixels)
    {
        var places = Enumerable.Range(0, pixels.Length).Where(i => pixels[i] != 0).ToArray();
        return new VBuffer<float>(pixels.Length, places.Length, [.. places.Select(i => (float)pixels[i])], places);
    }

    private CnnTransformer Fit(IDataView view, TrainingOptions options) => _ml.Cnn.Classifier(Toys.Network(batchNorm: true), options).Fit(view);

    // Neither a name in the folder nor, on Linux, a handle on a file without one.
    private void AssertNothingIsLeft()
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        if (OperatingSystem.IsLinux())
            Assert.DoesNotContain(File.ReadLines("/proc/self/maps"), line => line.Contains(_folder, StringComparison.Ordinal));
    }

    private sealed class SparseRow
    {
        [VectorType(36)]
        public VBuffer<float> Features { get; set; }

        [KeyType(3)]
        public uint Label { get; set; }
    }

    private sealed class CancelAfterFirst(CancellationTokenSource cancel) : IProgress<EpochMetrics>
    {
        public void Report(EpochMetrics value) => cancel.Cancel();
    }
}
