using Microsoft.ML;

namespace MlNetCnn.Training.Tests;

public sealed class TransferTrainingTests : IDisposable
{
    private static readonly Architecture Network = new("staged",
    [
        new Block([new Conv2d(4, 3) { Name = "conv", Padding = 1 }, new BatchNorm2d { Name = "bn" }, new ReLU { Name = "relu" }]) { Name = "stage1" },
        new Block([new Conv2d(6, 3) { Name = "conv", Padding = 1 }, new BatchNorm2d { Name = "bn" }, new ReLU { Name = "relu" }, new MaxPool2d(2) { Name = "pool" }]) { Name = "stage2" },
        new Flatten { Name = "flatten" },
        new Linear { Name = "fc" },
    ]);

    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-").FullName;
    private readonly MLContext _ml = new(seed: 1);
    private readonly Weights _pretrained;
    private readonly List<EpochMetrics> _epochs = [];

    public TransferTrainingTests()
    {
        _pretrained = Fit(new() { Epochs = 2, BatchSize = 8, LearningRate = 0.02, Seed = 3, Device = "cpu" });
        _epochs.Clear();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Fit_Head_SolvesForItAndLeavesAllOtherWeights()
    {
        var tuned = Fit(Options(TransferMode.Head));

        foreach (var (name, tensor) in _pretrained)
            Assert.True(name.StartsWith("fc.", StringComparison.Ordinal) != Same(tensor, tuned[name]), name);
        Assert.Equal(1, Assert.Single(_epochs).TrainAccuracy);
    }

    [Fact]
    public void Fit_HeadOnceMore_ReadsTheFeaturesAndGivesTheSame()
    {
        var first = Fit(Options(TransferMode.Head));
        var kept = Directory.GetFiles(_folder);
        var second = Fit(Options(TransferMode.Head));

        Assert.Equal(kept, Directory.GetFiles(_folder));
        Assert.Equal(2, kept.Length); // views
        AssertSame(first, second);
    }

    [Fact]
    public void Fit_HeadOnTheRowsOfFolds_ComputesFeaturesOnceForAllOfThem()
    {
        var first = Fit(Options(TransferMode.Head) with { Rows = [.. Enumerable.Range(0, 24)] });
        var kept = Directory.GetFiles(_folder);
        var second = Fit(Options(TransferMode.Head) with { Rows = [.. Enumerable.Range(24, 24)], ValidationFraction = 0.25 });

        Assert.Equal(2, kept.Length); // views
        Assert.Equal(kept, Directory.GetFiles(_folder));
        Assert.False(Same(first["fc.weight"], second["fc.weight"]));
        Assert.NotNull(_epochs[^1].ValidationAccuracy);
    }

    [Fact]
    public void Fit_OnRows_GivesWhatAFitOnThoseAloneGives()
    {
        var options = Toys.Options with { Epochs = 2 };

        AssertSame(
            _ml.Cnn.Classifier(Toys.Network(), options).Fit(_ml.Data.TakeRows(Toys.View(48), 24)).Model.Weights,
            Fit(options with { Rows = [.. Enumerable.Range(0, 24)] }, Toys.Network()));
    }

    [Fact]
    public void Fit_HeadWithBalancedSampling_IsSolvedWithBalancedWeights() => AssertSame(
        Fit(Options(TransferMode.Head) with { ClassWeights = ClassWeights.Balanced }), Fit(Options(TransferMode.Head) with { Sampling = Sampling.Balanced }));

    [Fact]
    public void Fit_DamagedFeatures_ComputesThemAnew()
    {
        var first = Fit(Options(TransferMode.Head));
        foreach (var file in Directory.GetFiles(_folder))
        {
            var bytes = File.ReadAllBytes(file);
            bytes[^3] ^= 0x40;
            File.WriteAllBytes(file, bytes);
        }

        AssertSame(first, Fit(Options(TransferMode.Head)));
    }

    [Fact]
    public void Fit_FineTune_TrainsFromTheNamedLayerOnAndKeepsStatistics()
    {
        var tuned = Fit(Options(TransferMode.FineTune) with { FineTuneFrom = "stage2.conv", Epochs = 3 });

        foreach (var (name, tensor) in _pretrained)
        {
            var stays = name.StartsWith("stage1.", StringComparison.Ordinal) || name.Contains("running", StringComparison.Ordinal);
            Assert.True(stays == Same(tensor, tuned[name]), name);
        }
        Assert.Equal(3, _epochs.Count);
        Assert.InRange(_epochs[1].LearningRate, 1e-6, 1e-4);
    }

    [Fact]
    public void Fit_FineTuneCutOff_GoesOnToTheSameWeights()
    {
        var options = Options(TransferMode.FineTune) with { FineTuneFrom = "stage2.conv", Epochs = 4 };
        var whole = Fit(options);
        using var stop = new CancellationTokenSource();
        var checkpoint = new CheckpointOptions(Path.Combine(_folder, "run.ckpt"));
        Assert.ThrowsAny<OperationCanceledException>(() => Fit(options with
        {
            Checkpoint = checkpoint,
            CancellationToken = stop.Token,
            Progress = new Callback<EpochMetrics>(e => { if (e.Epoch == 2) stop.Cancel(); }),
        }));

        AssertSame(whole, Fit(options with { Checkpoint = checkpoint }));
    }

    [Fact]
    public void Fit_PretrainedFile_StartsFromIt()
    {
        var file = Path.Combine(_folder, "weights.safetensors");
        _pretrained.SaveSafeTensors(file);

        AssertSame(Fit(Options(TransferMode.Head)), Fit(Options(TransferMode.Head) with { InitialWeights = null, Pretrained = file }));
    }

    [Fact]
    public void Fit_PretrainedOfAnotherNetwork_NamesTheWayOut()
    {
        var file = Path.Combine(_folder, "weights.safetensors");
        Fit(Toys.Options with { Epochs = 1 }, Toys.Network()).SaveSafeTensors(file);

        var error = Assert.Throws<ArgumentException>(() => Fit(new() { Pretrained = file, Device = "cpu" }));

        Assert.Contains("do not belong to network 'staged'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WithValidationImages_ReportsThem()
    {
        Fit(Options(TransferMode.Head) with { ValidationFraction = 0.25 });

        Assert.Equal(1, Assert.Single(_epochs).ValidationAccuracy);
    }

    [Theory]
    [InlineData(TransferMode.Head, 102, null, true)]
    [InlineData(TransferMode.Head, 99, null, false)]
    [InlineData(TransferMode.Head, 102, false, false)]
    [InlineData(TransferMode.FineTune, 102, null, false)]
    public void Fit_WithoutValidationImages_IsCalibratedOnWhatSolvingHeldOut(TransferMode mode, int images, bool? calibrate, bool isCalibrated)
    {
        var log = new List<string>();
        _ml.Log += (_, e) => log.Add(e.Message);

        using var model = _ml.Cnn.Classifier(Network, Options(mode) with { Epochs = mode == TransferMode.Head ? null : 1, Calibrate = calibrate }).Fit(Toys.View(images));

        Assert.Equal(isCalibrated, model.Model.Temperature != 1);
        Assert.Equal(isCalibrated, log.Any(line => line.Contains($"Calibrated on {images} images held out in choosing the L2 penalty: temperature ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Fit_WeightsWithoutTheHeadsHiddenLayer_TrainsThatToo()
    {
        var network = Network with { Layers = [.. Network.Layers.Take(3), new Block([new Linear(5) { Name = "hidden" }, new ReLU { Name = "relu" }, new Linear { Name = "fc" }]) { Name = "classifier" }] };
        var bare = new Weights(_pretrained.Where(t => t.Key.StartsWith("stage", StringComparison.Ordinal)));
        var options = Options(TransferMode.FineTune) with { InitialWeights = bare, FineTuneFrom = "classifier.fc", Epochs = 2 };

        var first = Fit(options with { Epochs = 1 }, network);
        var second = Fit(options, network);

        Assert.False(Same(first["classifier.hidden.weight"], second["classifier.hidden.weight"]));
        Assert.True(Same(bare["stage2.conv.weight"], second["stage2.conv.weight"]));
        var refusal = Assert.Throws<ArgumentException>(() => Fit(options with { Transfer = TransferMode.Head, FineTuneFrom = null, Epochs = null }, network));
        Assert.Contains("none for the layers 'classifier.hidden' to 'classifier.fc'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mobilenet-v2", 1)]
    [InlineData("squeezenet", 20)]
    public void RecipeFor_HeadOfTheCatalog_HasEpochsWhereItCannotBeSolvedFor(string name, int epochs)
    {
        Assert.True(Architectures.TryFindEntry(name, out var entry, out _));

        Assert.Equal(epochs, Options(TransferMode.Head).RecipeFor(entry.Create()).Epochs);
    }

    [Fact]
    public void RecipeFor_TransferWithoutWeights_IsRefused() => Assert.Contains(
        nameof(TrainingOptions.Transfer), Assert.Throws<ArgumentException>(() => new TrainingOptions { Transfer = TransferMode.Head }.RecipeFor(Network)).Message, StringComparison.Ordinal);

    private TrainingOptions Options(TransferMode mode) => new()
    {
        InitialWeights = _pretrained,
        Transfer = mode,
        FeatureFolder = _folder,
        Device = "cpu",
        BatchSize = 8,
    };

    private Weights Fit(TrainingOptions options, Architecture? network = null) => _ml.Cnn
        .Classifier(network ?? Network, options with { Progress = options.Progress ?? new Callback<EpochMetrics>(_epochs.Add) })
        .Fit(Toys.View(48)).Model.Weights;

    private static bool Same(WeightTensor a, WeightTensor b) => a.Values.Span.SequenceEqual(b.Values.Span);

    private static void AssertSame(Weights a, Weights b)
    {
        foreach (var (name, tensor) in a)
            Assert.True(Same(tensor, b[name]), name);
    }
}
