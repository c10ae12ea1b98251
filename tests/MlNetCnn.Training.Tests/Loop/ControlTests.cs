using Microsoft.ML;

namespace MlNetCnn.Training.Tests;

public sealed class ControlTests : IDisposable
{
    private static readonly TrainingOptions Options = Toys.Options with { Epochs = 3 };

    private readonly MLContext _ml = new(seed: 1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-test-");

    [Fact]
    public async Task Fit_Paused_HoldsUntilItGoesOnAndDoesNotCountTheTime()
    {
        var pause = new PauseSwitch();
        var reports = new List<EpochMetrics>();
        var time = new HandTime();
        var options = Options with { Pause = pause, Time = time, Epochs = 2, Progress = new Callback<EpochMetrics>(reports.Add) };
        pause.Pause();

        var fit = Task.Run(() => Fit(options));
        SpinWait.SpinUntil(() => pause.IsHolding || fit.IsCompleted);
        Assert.Empty(reports);
        Assert.False(fit.IsCompleted);
        time.Advance(TimeSpan.FromHours(1));
        pause.GoOn();
        await fit;

        Assert.False(pause.IsPaused || pause.IsHolding);
        Assert.Equal([0, 0], reports.Select(r => r.Seconds));
    }

    [Fact]
    public async Task Fit_CancelledWhilePaused_Ends()
    {
        var pause = new PauseSwitch();
        using var cancel = new CancellationTokenSource();
        pause.Pause();

        var fit = Task.Run(() => Fit(Options with { Pause = pause, CancellationToken = cancel.Token }));
        SpinWait.SpinUntil(() => pause.IsHolding || fit.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => fit);
    }

    [Fact]
    public void PauseSwitch_PausedTwice_GoesOnAtOnce()
    {
        var pause = new PauseSwitch();
        pause.Pause();
        pause.Pause();
        Assert.True(pause.IsPaused);

        pause.GoOn();
        pause.GoOn();

        Assert.False(pause.IsPaused);
        pause.Wait(default, default);
    }

    [Fact]
    public void Fit_OnAPlateau_ReducesTheRateDownToTheLeast()
    {
        // Weights that hardly move on images that say nothing: no epoch is better than the first.
        var reports = new List<EpochMetrics>();

        Fit(Options with
        {
            Epochs = 9,
            LearningRate = 1e-30,
            ValidationFraction = 0.3,
            ReduceOnPlateau = new() { Factor = 0.5, Patience = 2, Least = 0.2 },
            Progress = new Callback<EpochMetrics>(reports.Add),
        });

        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2], reports.Select(r => Math.Round(r.LearningRate / 1e-30, 9)));
    }

    [Fact]
    public void Fit_BestByAccuracy_TakesTheMostAccurateEpoch()
    {
        var reports = new List<EpochMetrics>();
        var validation = Toys.View(30, seed: 9);

        using var model = _ml.Cnn.Classifier(Toys.Network(), Options with
        {
            Epochs = 12,
            LearningRate = 0.5,
            ValidationData = validation,
            BestBy = EpochCriterion.Accuracy,
            Patience = 4,
            Progress = new Callback<EpochMetrics>(reports.Add),
        }).Fit(Toys.View(30));

        var best = reports.Last(r => r.IsBest);
        Assert.Equal(reports.Max(r => r.ValidationAccuracy), best.ValidationAccuracy);
        Assert.Equal(best.ValidationAccuracy!.Value, _ml.MulticlassClassification.Evaluate(model.Transform(validation)).MicroAccuracy, 1e-9);
        Assert.True(reports.Count == 12 || reports.Count == best.Epoch + 4);
    }

    [Fact]
    public void Fit_WithHistograms_CountsEveryWeight()
    {
        var reports = new List<EpochMetrics>();

        var weights = Fit(Options with { WeightHistograms = true, Progress = new Callback<EpochMetrics>(reports.Add) });

        Assert.Equal(3, reports.Count);
        Assert.Equal(weights.Keys.Order(), reports[^1].WeightHistograms.Select(h => h.Name));
        Assert.All(reports[^1].WeightHistograms, h =>
        {
            var values = weights[h.Name].Values.ToArray();
            Assert.Equal((values.Min(), values.Max(), values.Length), ((float)h.Least, (float)h.Largest, h.Counts.Sum()));
            Assert.True(h.Counts[0] > 0 && h.Counts[^1] > 0);
        });
    }

    [Fact]
    public void Fit_WithATensorBoardFolder_WritesEventFiles()
    {
        Fit(Options with { TensorBoardFolder = Path.Combine(_folder.FullName, "plain") });
        Fit(Options with { TensorBoardFolder = Path.Combine(_folder.FullName, "with"), WeightHistograms = true });

        var plain = Events("plain");
        Assert.Equal(3, Count(plain, "loss/train"));
        Assert.Equal(0, Count(plain, "loss/validation"));
        Assert.Equal(0, Count(plain, "weights/"));
        Assert.Equal(3, Count(Events("with"), "weights/conv.weight"));
    }

    [Fact]
    public void FindLearningRate_AToy_SuggestsARateThatTrainsAndLeavesNoTrace()
    {
        TorchSharp.torch.manual_seed(5);
        var expected = Fit(Options);
        var options = Options with { Optimizer = OptimizerKind.Sgd, Checkpoint = new(Path.Combine(_folder.FullName, "run")) };
        TorchSharp.torch.manual_seed(5);
        using var before = TorchSharp.torch.get_rng_state();

        var curve = _ml.Cnn.Classifier(Toys.Network(), options).FindLearningRate(Toys.View(48));

        using var after = TorchSharp.torch.get_rng_state();
        Assert.Equal(before.bytes.ToArray(), after.bytes.ToArray());
        Assert.Empty(_folder.GetFileSystemInfos());
        AssertSame(expected, Fit(Options));
        Assert.Equal(1e-6, curve.Points[0].Rate, 1e-12);
        Assert.InRange(curve.Suggestion!.Value, 1e-3, 1);
        var reports = new List<EpochMetrics>();
        Fit(options with { Checkpoint = null, Epochs = 20, LearningRate = curve.Suggestion, Progress = new Callback<EpochMetrics>(reports.Add) });
        Assert.InRange(reports[^1].TrainAccuracy, 0.9, 1);
    }

    [Fact]
    public void FindLearningRate_ARateThatRunsAway_StopsThere()
    {
        var curve = _ml.Cnn.Classifier(Toys.Network(), Options with { Optimizer = OptimizerKind.Sgd })
            .FindLearningRate(Toys.View(48), new() { From = 1e-3, To = 1e6, Smoothing = 0 });

        Assert.InRange(curve.Points.Length, 10, 99);
        Assert.All(curve.Points, p => Assert.True(double.IsFinite(p.Loss)));
    }

    [Fact]
    public void FindLearningRate_AWrongSweep_SaysWhatIsNeeded() =>
        Assert.Equal("The learning-rate sweep's To is 0.1, but must be above the first rate, 1.",
            Assert.Throws<ArgumentException>(() => _ml.Cnn.LeNet().FindLearningRate(Toys.View(12), new() { From = 1, To = 0.1 })).Message);

    public void Dispose() => _folder.Delete(recursive: true);

    private byte[] Events(string folder) => File.ReadAllBytes(Assert.Single(Directory.GetFiles(Path.Combine(_folder.FullName, folder))));

    private static int Count(byte[] bytes, string text) => System.Text.Encoding.Latin1.GetString(bytes).Split(text).Length - 1;

    private static void AssertSame(Weights expected, Weights actual) =>
        Assert.All(expected, w => Assert.True(w.Value.Values.Span.SequenceEqual(actual[w.Key].Values.Span), w.Key));

    private Weights Fit(TrainingOptions options)
    {
        using var model = _ml.Cnn.Classifier(Toys.Network(), options).Fit(Toys.View(24));
        return model.Model.Weights;
    }

    /// <summary>A clock that moves by hand.</summary>
    private sealed class HandTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);

        public override long GetTimestamp() => Interlocked.Read(ref _now);
    }
}
