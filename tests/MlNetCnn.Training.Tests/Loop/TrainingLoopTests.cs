using Microsoft.ML;

namespace MlNetCnn.Training.Tests;

public class TrainingLoopTests
{
    private static readonly TrainingOptions Options = Toys.Options with { Epochs = 6 };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Run_WeightsThatDoNotMove_ReportsTheExactMeansOverAllImages()
    {
        // 29 images in batches of 8: a mean of the batches' means would weigh the last five images too much.
        var view = Toys.View(29);
        var reports = new List<EpochMetrics>();

        using var model = Fit(view, Options with { Epochs = 1, LearningRate = 1e-30, ValidationData = view, Progress = Into(reports) });

        var expected = _ml.MulticlassClassification.Evaluate(model.Transform(view));
        Assert.Equal(expected.LogLoss, reports[0].TrainLoss, 1e-5);
        Assert.Equal(expected.LogLoss, reports[0].ValidationLoss!.Value, 1e-5);
        Assert.Equal(expected.MicroAccuracy, reports[0].TrainAccuracy, 1e-9);
        Assert.Equal(expected.MicroAccuracy, reports[0].ValidationAccuracy!.Value, 1e-9);
    }

    [Fact]
    public void Run_WithValidationData_ReturnsTheBestEpochsWeights()
    {
        var reports = new List<EpochMetrics>();
        var validation = Toys.View(30, seed: 9);

        // So high a rate that the loss jumps about.
        using var model = Fit(Toys.View(30), Options with { Epochs = 12, LearningRate = 0.5, ValidationData = validation, Progress = Into(reports) });

        var best = reports.MinBy(r => r.ValidationLoss)!;
        Assert.NotEqual(reports[^1].ValidationLoss, best.ValidationLoss);
        Assert.Equal(best.ValidationLoss!.Value, _ml.MulticlassClassification.Evaluate(model.Transform(validation)).LogLoss, 1e-4);
        Assert.Equal(best.Epoch, reports.Last(r => r.IsBest).Epoch);
    }

    [Fact]
    public void Run_WithPatience_StopsThatManyEpochsAfterTheBest()
    {
        var reports = new List<EpochMetrics>();

        // Weights that do not move give no epoch that is better than the first.
        using var model = Fit(Toys.View(30), Options with { Epochs = 50, LearningRate = 1e-30, ValidationFraction = 0.3, Patience = 3, Progress = Into(reports) });

        Assert.Equal([true, false, false, false], reports.Select(r => r.IsBest));
    }

    [Theory]
    [InlineData(9, 4)]
    [InlineData(5, 4)]
    [InlineData(3, 2)]
    public void Run_BatchNormAndALastBatchOfOneImage_TrainsOnEveryImage(int images, int batchSize)
    {
        var reports = new List<EpochMetrics>();
        var progress = new List<BatchProgress>();

        using var model = Fit(Toys.View(images), Options with { Epochs = 2, BatchSize = batchSize, Progress = Into(reports), BatchProgress = Into(progress) }, batchNorm: true);

        Assert.Equal(2, reports.Count);
        Assert.All(reports, r => Assert.Equal(0, (r.TrainAccuracy * images) - Math.Round(r.TrainAccuracy * images), 1e-9));
    }

    [Fact]
    public void Run_LearningRateThatIsFarTooHigh_StopsAndSaysWhatToTry()
    {
        var error = Assert.Throws<TrainingDivergedException>(() => Fit(Toys.View(30), Options with { Optimizer = OptimizerKind.Sgd, LearningRate = 1e30 }));

        Assert.Equal(1, error.Epoch);
        Assert.Equal(1e30, error.LearningRate);
        Assert.Contains("try a learning rate ten times smaller", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Cancelled_Throws()
    {
        using var cancel = new CancellationTokenSource();
        var reports = new List<EpochMetrics>();

        Assert.Throws<OperationCanceledException>(() => Fit(Toys.View(30), Options with
        {
            Epochs = 100,
            CancellationToken = cancel.Token,
            Progress = new Callback<EpochMetrics>(r =>
            {
                reports.Add(r);
                if (r.Epoch == 2)
                    cancel.Cancel();
            }),
        }));

        Assert.Equal(2, reports.Count);
    }

    [Fact]
    public void Run_Stopped_ReturnsTheBestWeightsSoFar()
    {
        using var stop = new CancellationTokenSource();
        var reports = new List<EpochMetrics>();
        var validation = Toys.View(30, seed: 9);

        using var model = Fit(Toys.View(30), Options with
        {
            Epochs = 100,
            ValidationData = validation,
            StopToken = stop.Token,
            Progress = new Callback<EpochMetrics>(r =>
            {
                reports.Add(r);
                if (r.Epoch == 2)
                    stop.Cancel();
            }),
        });

        Assert.Equal(2, reports.Count);
        Assert.Equal(reports.Min(r => r.ValidationLoss)!.Value, _ml.MulticlassClassification.Evaluate(model.Transform(validation)).LogLoss, 1e-4);
    }

    [Fact]
    public void Run_StoppedInTheFirstEpoch_DoesNotMeasureTheWeightsItReturns()
    {
        using var stop = new CancellationTokenSource();
        var reports = new List<EpochMetrics>();

        using var model = Fit(Toys.View(30), Options with
        {
            BatchSize = 10,
            Epochs = 100,
            ValidationData = Toys.View(30, seed: 9),
            TrainMetrics = TrainMetrics.Evaluated,
            Time = new TickingTime(),
            StopToken = stop.Token,
            BatchProgress = new Callback<BatchProgress>(_ => stop.Cancel()),
            Progress = Into(reports),
        });

        Assert.Equal((1, null), (Assert.Single(reports).Epoch, reports[0].ValidationLoss));
    }

    [Fact]
    public void Run_StoppedBeforeTheFirstBatch_IsCancelled() => Assert.Throws<OperationCanceledException>(
        () => Fit(Toys.View(30), Options with { StopToken = new CancellationToken(canceled: true) }));

    [Fact]
    public void Run_StoppedWithinTheFirstBatch_KeepsItsWeights()
    {
        var reports = new List<EpochMetrics>();

        RunStopping(Options with { BatchSize = 10, Progress = Into(reports) }, duringBatch: true);

        Assert.Equal(1, Assert.Single(reports).Epoch);
    }

    [Fact]
    public void Run_StoppedWhereTheFirstBatchWouldBegin_WritesNoCheckpoint()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        Assert.Throws<OperationCanceledException>(() => RunStopping(Options with { Checkpoint = new(file) }, duringBatch: false));

        Assert.False(File.Exists(file));
    }

    [Fact]
    public void StratifiedSplit_AnyClass_KeepsItsShare()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var labels = TorchSharp.torch.tensor(Enumerable.Range(0, 100).Select(i => i < 80 ? 0L : 1L).ToArray());

        var (staying, kept) = StratifiedSplit.Of(labels, [], 0.25, seed: 1);

        Assert.Equal(20, kept.data<long>().ToArray().Count(i => i < 80));
        Assert.Equal(5, kept.data<long>().ToArray().Count(i => i >= 80));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), staying.data<long>().ToArray().Concat(kept.data<long>().ToArray()).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Split_OfGroups_KeepsEachOnOneSideWithinAFoldToo(bool isFold)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var view = Toys.View(60);
        using var images = TrainingColumns.Of(view.Schema, Toys.Options).Read(view, long.MaxValue);
        string[] groups = [.. Enumerable.Range(0, 60).Select(i => $"patient {i / 5}")];
        var input = new TrainingInput(Toys.Network().Plan(Toys.Shape, 3), Preprocessing.Bytes, TorchSharp.torch.CPU, images, Validation: null);
        int[] rows = [.. Enumerable.Range(0, 60).Where(i => !isFold || i >= 20)];

        var split = (isFold ? input.At(rows) : input).Split(0.25, seed: 1, groups);

        var (staying, kept) = (split.Staying!.data<long>().ToArray(), split.Kept!.data<long>().ToArray());
        Assert.Equal(rows.Length / 4, kept.Length);
        Assert.Equal(rows.Select(row => (long)row), staying.Concat(kept).Order());
        Assert.Empty(staying.Select(i => groups[i]).Intersect(kept.Select(i => groups[i])));
    }

    /// <summary>Trains, and asks for a stop while the first batch is fetched, or just before.</summary>
    private static void RunStopping(TrainingOptions options, bool duringBatch)
    {
        LibTorch.EnsureLoaded();
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var stop = new CancellationTokenSource();
        options = options with { StopToken = stop.Token };
        var view = Toys.View(30);
        using var images = TrainingColumns.Of(view.Schema, options).Read(view, long.MaxValue);
        var input = new TrainingInput(Toys.Network().Plan(Toys.Shape, 3), Preprocessing.Bytes, TorchSharp.torch.CPU, images, Validation: null);
        var recipe = options.RecipeFor(input.Plan.Architecture);
        using var keeper = options.Checkpoint is { } checkpoint ? new CheckpointKeeper(checkpoint, input.Describe(options, recipe), options.Time) : null;
        using var loop = new TrainingLoop(input.Plan, input.Preprocessing, options, input.Device, keeper: keeper);
        using var batches = new StoppingBatches(input.ShuffledBatches(recipe.BatchSize, new TrainingOptions { Seed = 1 }, Augmentation.None), stop, duringBatch);
        loop.Run(batches, validation: null);
    }

    private static Callback<T> Into<T>(List<T> list) => new(list.Add);

    private CnnTransformer Fit(IDataView view, TrainingOptions options, bool batchNorm = false) =>
        _ml.Cnn.Classifier(Toys.Network(batchNorm), options).Fit(view);

    private sealed class StoppingBatches(IBatchSource source, CancellationTokenSource stop, bool duringBatch) : IBatchSource
    {
        public int Images => source.Images;

        public int Batches => source.Batches;

        public void StartEpoch(int epoch)
        {
            source.StartEpoch(epoch);
            if (!duringBatch)
                stop.Cancel();
        }

        public Batch Batch(int number)
        {
            stop.Cancel();
            return source.Batch(number);
        }

        public void Dispose() => source.Dispose();
    }
}
