using System.Text.RegularExpressions;
using Microsoft.ML;

namespace MlNetCnn.Training.Tests;

public sealed class CheckpointTests : IDisposable
{
    private static readonly TrainingOptions Options = Toys.Options with { Epochs = 3 };

    private readonly MLContext _ml = new(seed: 1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-test-");

    private string Run => Path.Combine(_folder.FullName, "run.checkpoint");

    private CheckpointOptions Checkpoint => new(Run);

    [Theory]
    [InlineData(0, Sampling.Uniform)]
    [InlineData(0.3, Sampling.Balanced)]
    public void Fit_CancelledInAnEpochAndResumed_GivesTheSameWeightsAndMetrics(double validationFraction, Sampling sampling)
    {
        var options = Options with
        {
            ValidationFraction = validationFraction,
            Sampling = sampling,
            Schedule = new CosineSchedule(),
            Augmentation = Augmentation.Photo with { Mixup = 0.2, Cutmix = 0.2 },
            Normalization = Normalization.Measured,
            GradientNorms = true,
            Time = new TickingTime(),
        };
        var (expected, whole) = (new List<EpochMetrics>(), new List<EpochMetrics>());
        var weights = Fit(options with { Progress = Into(expected) });
        using var cancel = new CancellationTokenSource();
        var cut = options with
        {
            Checkpoint = Checkpoint with { EveryEpochs = null },
            CancellationToken = cancel.Token,
            Progress = Into(whole),
            BatchProgress = new Callback<BatchProgress>(p =>
            {
                if (p is { Epoch: 2, Images: 16 })
                    cancel.Cancel();
            }),
        };

        Assert.Throws<OperationCanceledException>(() => Fit(cut));
        var read = TrainingCheckpoint.Load(Run);
        var resumed = Fit(cut with { CancellationToken = default, BatchProgress = null });

        Assert.Equal((2, 2, 1), (read.Epoch, read.Batch, read.Epochs.Length));
        AssertSame(weights, resumed);
        Assert.Equal(expected.Select(Measures), whole.Select(Measures));
    }

    [Fact]
    public void Fit_CancelledInTheEvaluationAndResumed_GivesTheSameMetrics()
    {
        var options = Options with
        {
            ValidationData = Toys.View(12, seed: 4),
            Schedule = new CosineSchedule(),
            GradientNorms = true,
            Time = new TickingTime(),
        };
        var (expected, whole) = (new List<EpochMetrics>(), new List<EpochMetrics>());
        var weights = Fit(options with { Progress = Into(expected) });
        using var cancel = new CancellationTokenSource();
        var cut = options with
        {
            Checkpoint = Checkpoint,
            CancellationToken = cancel.Token,
            Progress = Into(whole),
            BatchProgress = new Callback<BatchProgress>(p =>
            {
                if (p is { Epoch: 1, Images: 24 })
                    cancel.Cancel();
            }),
        };

        Assert.Throws<OperationCanceledException>(() => Fit(cut));
        Assert.Equal((1, 3), (TrainingCheckpoint.Load(Run).Epoch, TrainingCheckpoint.Load(Run).Batch));

        AssertSame(weights, Fit(cut with { CancellationToken = default, BatchProgress = null }));
        Assert.Equal(expected.Select(Measures), whole.Select(Measures));
    }

    [Fact]
    public void Fit_CheckpointOfAFitUnderWay_IsRefused()
    {
        string? refusal = null;

        Fit(Options with
        {
            Checkpoint = Checkpoint,
            Progress = new Callback<EpochMetrics>(_ => refusal = Assert.Throws<IOException>(() => Fit(Options with { Checkpoint = Checkpoint })).Message),
        });

        Assert.StartsWith($"The checkpoint '{Run}' is in use by another training (process {Environment.ProcessId} on {Environment.MachineName})", refusal);
        Assert.Equal([Run], Directory.GetFiles(Path.GetDirectoryName(Run)!));
    }

    [SkippableFact]
    public void Fit_LinkToTheCheckpointOfAFitUnderWay_IsRefusedAndWrittenThroughLater()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Run)!, "links")).FullName;
        var link = File.CreateSymbolicLink(Path.Combine(folder, "second"), File.CreateSymbolicLink(Path.Combine(folder, "first"), Run).FullName).FullName;
        var linked = Options with { Checkpoint = Checkpoint with { Path = link } };
        string? refusal = null;

        Fit(Options with { Checkpoint = Checkpoint, Progress = new Callback<EpochMetrics>(_ => refusal = Assert.Throws<IOException>(() => Fit(linked)).Message) });

        Assert.StartsWith($"The checkpoint '{link}' is in use by another training", refusal);
        Fit(linked);
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void Fit_CheckpointThatCannotBeWritten_GoesOnWhereSomebodyIsTold()
    {
        var told = new List<string>();
        var options = Options with { Checkpoint = new CheckpointOptions(Path.Combine(Run, "below a file")) };
        File.WriteAllText(Run, "");

        Assert.Throws<IOException>(() => Fit(options));
        Fit(options with { Checkpoint = options.Checkpoint with { WriteFailed = e => told.Add(e.Message) } });

        Assert.Contains("cannot be written", told[^1]);
    }

    [Fact]
    public void Fit_StoppedInAnEpochAndResumed_GivesTheSameWeights()
    {
        var options = Options with { Time = new TickingTime() };
        var weights = Fit(options);
        using var stop = new CancellationTokenSource();

        Fit(options with { Checkpoint = Checkpoint, StopToken = stop.Token, BatchProgress = new Callback<BatchProgress>(_ => stop.Cancel()) });

        Assert.Equal((1, 1), (TrainingCheckpoint.Load(Run).Epoch, TrainingCheckpoint.Load(Run).Batch));
        AssertSame(weights, Fit(options with { Checkpoint = Checkpoint }));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 0)]
    [InlineData(0, 2)]
    public void Fit_ResumedWithAnotherNumberOfThreads_KeepsThatItBeganWith(int first, int then)
    {
        var options = Options with { Time = new TickingTime(), Threads = first };
        var weights = Fit(options);
        using var stop = new CancellationTokenSource();
        Fit(options with { Checkpoint = Checkpoint, StopToken = stop.Token, BatchProgress = new Callback<BatchProgress>(_ => stop.Cancel()) });

        AssertSame(weights, Fit(options with { Checkpoint = Checkpoint, Threads = then }));
    }

    [Fact]
    public void Fit_MoreEpochsAfterTheEnd_GoesOnAsIfTheyHadBeenAskedForAtOnce()
    {
        var weights = Fit(Options with { Epochs = 5 });

        Fit(Options with { Checkpoint = Checkpoint with { EveryEpochs = 2 } });

        AssertSame(weights, Fit(Options with { Epochs = 5, Checkpoint = Checkpoint }));
    }

    [Fact]
    public void Fit_OfARunThatHasEnded_GivesItsModelWithoutTraining()
    {
        var options = Options with { ValidationFraction = 0.3, Patience = 2, Epochs = 40, Checkpoint = Checkpoint };
        var weights = Fit(options);
        var reports = new List<EpochMetrics>();

        AssertSame(weights, Fit(options with { Progress = Into(reports) }));

        Assert.Empty(reports);
        AssertSame(weights, TrainingCheckpoint.Load(Run).Model.Weights);
    }

    [Fact]
    public void Fit_WithoutResume_StartsAnew()
    {
        Fit(Options with { Seed = 5, Checkpoint = Checkpoint });

        AssertSame(Fit(Options), Fit(Options with { Checkpoint = Checkpoint with { Resume = false } }));
    }

    [Fact]
    public void Fit_OnAnotherNumberOfThreads_TakesTheCheckpointsAndPutsItBack()
    {
        var threads = TorchSharp.torch.get_num_threads();
        Fit(Options with { Checkpoint = Checkpoint, Epochs = 1 });
        var during = new List<int>();
        try
        {
            TorchSharp.torch.set_num_threads(threads + 1);
            Fit(Options with { Checkpoint = Checkpoint, Progress = new Callback<EpochMetrics>(_ => during.Add(TorchSharp.torch.get_num_threads())) });

            Assert.Equal([threads, threads], during);
            Assert.Equal(threads + 1, TorchSharp.torch.get_num_threads());
        }
        finally
        {
            TorchSharp.torch.set_num_threads(threads);
        }
    }

    [Fact]
    public void Fit_AfterAKillWhileWriting_RemovesWhatWasLeftAndNothingElse()
    {
        var others = Path.Combine(_folder.FullName, ".other.checkpoint.abc.tmp");
        File.WriteAllText(others, "");
        File.WriteAllText(Path.Combine(_folder.FullName, ".run.checkpoint.abc.tmp"), "half");

        Fit(Options with { Checkpoint = Checkpoint });

        Assert.Equal([others, Run], _folder.GetFiles().Select(f => f.FullName).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string, string> Others => new()
    {
        { "network", "it is of network 'toy', not 'other'" },
        { "layers", "network 'toy' had other layers in it" },
        { "rate", "its option LearningRate was 0.02, not 0.03" },
        { "seed", "its option Seed was 1, not 2" },
        { "freeze", """its option Freeze was [], not ["conv"]""" },
        { "images", "its training data were 24 images <hash>, not 25 images <hash>" },
        { "pixels", "its training data were 24 images <hash>, not 24 images <hash>" },
        { "validation", "its validation data were none, not 6 images <hash>" },
        { "classes", "its option ClassWeights was null, not Balanced" },
        { "schedule", "its option Schedule was ConstantSchedule {}, not StepSchedule <settings> over 3 epochs" },
        { "plateau", "its option ReduceOnPlateau was null, not ReduceOnPlateau {\"Factor\":0.1,\"Patience\":3,\"Least\":0.0001}" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Fit_CheckpointOfAnotherRun_IsRefusedWithTheDifference(string what, string difference)
    {
        Fit(Options with { Checkpoint = Checkpoint });
        var before = File.ReadAllBytes(Run);
        var options = Options with { Checkpoint = Checkpoint };
        options = what switch
        {
            "rate" => options with { LearningRate = 0.03 },
            "seed" => options with { Seed = 2 },
            "freeze" => options with { Freeze = ["conv"] },
            "validation" => options with { ValidationData = Toys.View(6) },
            "classes" => options with { ClassWeights = ClassWeights.Balanced },
            "schedule" => options with { Schedule = new StepSchedule() },
            "plateau" => options with { ReduceOnPlateau = new() },
            _ => options,
        };
        var network = what == "network" ? Toys.Network() with { Name = "other" } : Toys.Network(batchNorm: what == "layers");
        var view = what == "images" ? Toys.View(25) : Toys.View(24, seed: what == "pixels" ? 2 : 1);

        var error = Assert.Throws<InvalidOperationException>(() => _ml.Cnn.Classifier(network, options).Fit(view));

        Assert.Equal(
            $"The checkpoint '{Run}' is of another run: {difference}. Give this run another path, or set Resume to false to overwrite it.",
            Regex.Replace(Regex.Replace(error.Message, "images [0-9a-f]{16}", "images <hash>"), @"StepSchedule \{[^}]+\}", "StepSchedule <settings>"));
        Assert.Equal(before, File.ReadAllBytes(Run));
    }

    [Theory]
    [InlineData(0.9, Precision.Float32, 0)]
    [InlineData(0.9, Precision.BFloat16, 0.3)]
    [InlineData(null, Precision.BFloat16, 0)]
    public void Fit_WithAveragesOrBFloat16StoppedInAnEpochAndResumed_GivesTheSameWeights(double? average, Precision precision, double validationFraction)
    {
        var options = Options with
        {
            WeightAverage = average,
            Precision = precision,
            ValidationFraction = validationFraction,
            Time = new TickingTime(),
        };
        var weights = Fit(options, batchNorm: true);
        using var stop = new CancellationTokenSource();
        var cut = options with
        {
            Checkpoint = Checkpoint,
            StopToken = stop.Token,
            BatchProgress = new Callback<BatchProgress>(p =>
            {
                if (p is { Epoch: 2, Images: 8 })
                    stop.Cancel();
            }),
        };

        var stopped = Fit(cut, batchNorm: true);

        Assert.Equal((2, 1), (TrainingCheckpoint.Load(Run).Epoch, TrainingCheckpoint.Load(Run).Batch));
        AssertSame(stopped, TrainingCheckpoint.Load(Run).Model.Weights);
        AssertSame(weights, Fit(cut with { StopToken = default, BatchProgress = null }, batchNorm: true));
    }

    [Fact]
    public void Fit_CheckpointResumedWithPixelsInACacheFile_GivesTheSameWeights()
    {
        var weights = Fit(Options);

        Fit(Options with { Epochs = 1, Checkpoint = Checkpoint });

        AssertSame(weights, Fit(Options with { Checkpoint = Checkpoint, MemoryBudget = 0, CacheFolder = _folder.FullName }));
    }

    [Fact]
    public void Fit_Diverging_KeepsTheLastGoodWeightsAndTheCheckpoint()
    {
        // Each step multiplies the weights by about -1000: they outgrow a float after some epochs.
        var options = Options with { Epochs = 30, Optimizer = OptimizerKind.Sgd, LearningRate = 1, WeightDecay = 1000 };

        var error = Assert.Throws<TrainingDivergedException>(() => Fit(options with { Checkpoint = Checkpoint }));

        Assert.InRange(error.Epoch, 3, 10);
        AssertSame(Fit(options with { Epochs = error.Epoch - 1 }), error.LastGoodWeights!);
        AssertSame(error.LastGoodWeights!, TrainingCheckpoint.Load(Run).Model.Weights);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static (int, double, double, double?, double?, double, double?, bool) Measures(EpochMetrics m) =>
        (m.Epoch, m.TrainLoss, m.TrainAccuracy, m.ValidationLoss, m.ValidationAccuracy, m.LearningRate, m.GradientNorm, m.IsBest);

    private static Callback<T> Into<T>(List<T> list) => new(list.Add);

    internal static void AssertSame(Weights expected, Weights actual)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, w => Assert.True(w.Value.Values.Span.SequenceEqual(actual[w.Key].Values.Span), w.Key));
    }

    private Weights Fit(TrainingOptions options, bool batchNorm = false)
    {
        using var model = _ml.Cnn.Classifier(Toys.Network(batchNorm), options).Fit(Toys.View(24));
        return model.Model.Weights;
    }
}
