using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public sealed class HalveBatchTests : IDisposable
{
    private static readonly TrainingOptions Options = Toys.Options with { Epochs = 3, BatchSize = 32, WeightAverage = 0.9, HalveBatch = true };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Run_MemoryThatRunsOutAtTheStart_EndsAsARunInSmallBatches()
    {
        var reports = new List<EpochMetrics>();

        var halved = Train(Options with { Progress = new Callback<EpochMetrics>(reports.Add) }, failsFrom: 1);

        Assert.Equal([8, 8, 8], reports.Select(r => r.BatchSize));
        Assert.Equal(Values(Train(Options with { BatchSize = 8 }, failsFrom: int.MaxValue)), Values(halved));
    }

    [Fact]
    public void Run_MemoryThatRunsOutLater_BeginsThatEpochAnew()
    {
        var reports = new List<EpochMetrics>();

        Train(Options with { Progress = new Callback<EpochMetrics>(reports.Add) }, failsFrom: 2);

        Assert.Equal([(1, 32), (2, 8), (3, 8)], reports.Select(r => (r.Epoch, r.BatchSize!.Value)));
        Assert.Equal(Values(Train(Options, failsFrom: 2)), Values(Train(Options, failsFrom: 2)));
    }

    [Fact]
    public void Run_WithoutHalving_SaysWhichBatchSizeFits()
    {
        var error = Assert.Throws<TrainingMemoryException>(() => Train(Options with { HalveBatch = false }, failsFrom: 1));

        Assert.Equal(("cpu", 32, 16), (error.Device, error.BatchSize, error.FittingBatchSize));
        Assert.IsType<NativeFailure>(error.InnerException);
    }

    [SkippableTheory]
    [InlineData("Sgd+scarce+halve", "^batches of (36|18|9|4|2|1)$")]
    [InlineData("Sgd+scarce", "^The training option BatchSize is 72, but the memory of cpu ran out: ")]
    public void Fit_InAProcessWithLittleMemory_HalvesOrSaysSo(string recipe, string line)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Limits the memory of a process as Linux does.");
        using var run = new FitProcess(Path.Combine(_folder.FullName, "weights"), recipe, "1");

        Assert.Contains(run.Finish(), l => System.Text.RegularExpressions.Regex.IsMatch(l, line));
    }

    /// <summary>As the trainer does, over images that come in batches of 8 at most from an epoch on.</summary>
    private static Weights Train(TrainingOptions options, int failsFrom)
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        var view = Toys.View(60);
        using var images = TrainingColumns.Of(view.Schema, options).Read(view, long.MaxValue);
        using var loop = new TrainingLoop(Toys.Network(batchNorm: true).Plan(Toys.Shape, 3), Preprocessing.Bytes, options, CPU);
        while (true)
        {
            using var batches = new CrampedBatches(images.Images.InBatches(loop.BatchSize, options.Seed), loop.BatchSize, failsFrom);
            try
            {
                return loop.Run(batches, validation: null);
            }
            catch (TrainingMemoryException) when (options.HalveBatch)
            {
                loop.HalveBatch();
            }
        }
    }

    private static IEnumerable<float> Values(Weights weights) => weights.OrderBy(w => w.Key, StringComparer.Ordinal).SelectMany(w => w.Value.Values.ToArray());

    private sealed class NativeFailure(string message) : ExternalException(message);

    private sealed class CrampedBatches(IBatchSource source, int batchSize, int failsFrom) : IBatchSource
    {
        private int _epoch;

        public int Images => source.Images;

        public int Batches => source.Batches;

        public void StartEpoch(int epoch) => source.StartEpoch(_epoch = epoch);

        public Batch Batch(int number) => _epoch >= failsFrom && batchSize > 8 && number == 1
            ? throw new NativeFailure("CUDA out of memory. Tried to allocate 2.00 GiB.")
            : source.Batch(number);

        public void Dispose() => source.Dispose();
    }
}
