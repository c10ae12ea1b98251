using Microsoft.ML;
using TorchSharp;

namespace MlNetCnn.Training.Tests;

public class RecipeTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 4, BatchSize = 8, Optimizer = OptimizerKind.Adam, LearningRate = 0.02, Seed = 1, Device = "cpu" };

    private static readonly TrainingOptions Everything = Options with
    {
        WeightDecay = 1e-3,
        DecayBiasAndNorm = false,
        Schedule = new OneCycleSchedule(),
        LabelSmoothing = 0.1,
        ClassWeights = ClassWeights.Balanced,
        GradientClip = 1,
        WeightAverage = 0.9,
        Normalization = Normalization.Measured,
        Precision = Precision.BFloat16,
        ChannelsLast = true,
        Threads = 1,
        Augmentation = new()
        {
            CropPadding = 1,
            HorizontalFlip = true,
            Rotation = 10,
            Translation = 0.1,
            Brightness = 0.2,
            Contrast = 0.2,
            Erasing = 0.3,
            Mixup = 0.3,
        },
    };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Fit_EverythingOnAndTheSameSeed_GivesTheSameWeightsToTheBit()
    {
        var one = Fit(Everything, out _);
        var two = Fit(Everything, out _);
        var other = Fit(Everything with { Seed = 2 }, out _);

        Assert.Equal(Values(one), Values(two));
        Assert.NotEqual(Values(one), Values(other));
    }

    public static TheoryData<string> Presets => [.. TrainingRecipes.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Fit_AnyPreset_LowersTheLoss(string preset)
    {
        var losses = new List<double>();
        var options = new TrainingOptions { Preset = preset, Epochs = 4, BatchSize = 8, Seed = 1, Device = "cpu", Progress = new Callback<EpochMetrics>(epoch => losses.Add(epoch.TrainLoss)) };

        using var model = _ml.Cnn.Classifier(Toys.Network(batchNorm: true), options).Fit(Toys.View(60));

        Assert.True(losses[^1] < losses[0]);
    }

    [Fact]
    public void Fit_BFloat16_LearnsAndReturnsWeightsOf32Bits()
    {
        var view = Toys.View(60);
        using var model = _ml.Cnn.Classifier(Toys.Network(batchNorm: true), Options with { Epochs = 12, Precision = Precision.BFloat16 }).Fit(view);

        Assert.True(_ml.MulticlassClassification.Evaluate(model.Transform(Toys.View(60, seed: 2))).MicroAccuracy > 0.9);
        // Rounded to bfloat16, a number's lower 16 bits would be zero.
        Assert.Contains(model.Model.Weights["fc.weight"].Values.ToArray(), v => (BitConverter.SingleToUInt32Bits(v) & 0xffff) != 0);
        Assert.NotEqual(1f, model.Model.Weights["bn.running_var"].Values.Span[0]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_WeightAverage_EvaluatesAndReturnsTheAverages(bool bfloat16)
    {
        var options = Options with { Precision = bfloat16 ? Precision.BFloat16 : Precision.Float32 };

        var plain = Fit(options, out _);
        var averaged = Fit(options with { WeightAverage = 0.9 }, out var reports);

        Assert.NotEqual(plain["fc.weight"].Values.ToArray(), averaged["fc.weight"].Values.ToArray());
        // The average looks on: training itself goes the same way.
        Assert.Equal(plain["bn.running_mean"].Values.ToArray(), averaged["bn.running_mean"].Values.ToArray());
        var plan = Toys.Network(batchNorm: true).Plan(Toys.Shape, 3);
        using var returned = new CnnTransformer(_ml, new CnnModel(plan, averaged, Toys.Classes, Preprocessing.Bytes), "Features");
        Assert.Equal(reports.Min(r => r.ValidationLoss)!.Value, _ml.MulticlassClassification.Evaluate(returned.Transform(Toys.View(30))).LogLoss, 1e-3);
    }

    [Fact]
    public void Fit_Schedule_ReportsTheRateOfEachEpochsLastStep()
    {
        // 24 images in batches of 8: three steps an epoch, twelve in all.
        Fit(Options with { Schedule = new StepSchedule { Every = 0.5 } }, out var reports);

        Assert.Equal([0.02, 0.02, 0.002, 0.002], reports.Select(r => Math.Round(r.LearningRate, 9)));
    }

    [Fact]
    public void Fit_RateThatSchedulesToNothing_MovesNothing()
    {
        // The second half of the steps has a rate of 1e-32: two epochs more change no weight.
        var schedule = new StepSchedule { Every = 0.5, Factor = 1e-30 };
        var two = Fit(Options with { Epochs = 2, Schedule = LearningRateSchedule.Constant }, out _);
        var four = Fit(Options with { Epochs = 4, Schedule = schedule }, out _);

        Assert.Equal(two["fc.weight"].Values.ToArray(), four["fc.weight"].Values.ToArray());
    }

    [Fact]
    public void Fit_GradientNorms_AreReportedWhenAskedFor()
    {
        var plain = Fit(Options, out var without);
        var measured = Fit(Options with { GradientNorms = true }, out var with);

        Assert.All(without, r => Assert.Null(r.GradientNorm));
        Assert.All(with, r => Assert.True(r.GradientNorm > 0));
        Assert.Equal(Values(plain), Values(measured));
    }

    [Fact]
    public void Fit_GradientClip_LimitsTheWayOfAStep()
    {
        var options = Options with { Optimizer = OptimizerKind.Sgd, Epochs = 1, BatchSize = 24, LearningRate = 1, WeightDecay = 0, GradientClip = 1e-3 };
        var before = Fit(options with { LearningRate = 1e-30 }, out _);

        var after = Fit(options, out var reports);

        var trained = before.Where(w => !w.Key.Contains("running", StringComparison.Ordinal));
        var way = Math.Sqrt(trained.SelectMany(w => w.Value.Values.ToArray().Zip(after[w.Key].Values.ToArray(), (a, b) => (double)(a - b) * (a - b))).Sum());
        Assert.True(reports[0].GradientNorm > 0.01);
        Assert.Equal(1e-3, way, 2e-5);
    }

    [Fact]
    public void Fit_Threads_AreAsBeforeAfterwards()
    {
        LibTorch.EnsureLoaded();
        var before = torch.get_num_threads();
        var during = new List<int>();

        var options = Options with { Threads = before + 1, Progress = new Callback<EpochMetrics>(_ => during.Add(torch.get_num_threads())) };
        using var model = _ml.Cnn.Classifier(Toys.Network(), options).Fit(Toys.View(12));

        Assert.All(during, n => Assert.Equal(before + 1, n));
        Assert.Equal(4, during.Count);
        Assert.Equal(before, torch.get_num_threads());
    }

    [Fact]
    public void Constructor_RecipeOptionOutOfRange_NamesIt()
    {
        foreach (var (options, named) in new[]
        {
            (Options with { LabelSmoothing = 1 }, "LabelSmoothing is 1"),
            (Options with { GradientClip = 0 }, "GradientClip is 0"),
            (Options with { WeightAverage = 1 }, "WeightAverage is 1"),
            (Options with { Threads = -1 }, "Threads is -1"),
            (Options with { Sampling = Sampling.Balanced, ClassWeights = ClassWeights.Balanced }, "Sampling is Balanced, but must be uniform with balanced class weights"),
            (Options with { Augmentation = new() { Rotation = 181 } }, "augmentation's Rotation is 181"),
            (Options with { Augmentation = new() { CropPadding = -1 } }, "augmentation's CropPadding is -1"),
            (Options with { Augmentation = new() { Mixup = 1.5 } }, "augmentation's Mixup is 1.5"),
            (Options with { Augmentation = new() { Cutmix = -0.1 } }, "augmentation's Cutmix is -0.1"),
            (Options with { Augmentation = new() { RandomResizedCrop = 0 } }, "augmentation's RandomResizedCrop is 0, but must be above 0 and up to 1"),
            (Options with { Augmentation = new() { Hue = 0.6 } }, "augmentation's Hue is 0.6"),
            (Options with { Augmentation = new() { TrivialAugment = true, RandAugment = 2 } }, "augmentation's RandAugment is 2, but must be 0 with TrivialAugment"),
            (Options with { Schedule = new CosineSchedule { WarmUp = 1 } }, "schedule's WarmUp is 1"),
            (Options with { Schedule = new StepSchedule { Every = 0 } }, "schedule's Every is 0"),
            (Options with { Schedule = new OneCycleSchedule { Rise = 1 } }, "schedule's Rise is 1"),
        })
        {
            Assert.Contains(named, Assert.ThrowsAny<ArgumentException>(() => _ml.Cnn.LeNet(options)).Message, StringComparison.Ordinal);
        }
    }

    private static float[] Values(Weights weights) => [.. weights.OrderBy(w => w.Key, StringComparer.Ordinal).SelectMany(w => w.Value.Values.ToArray())];

    private Weights Fit(TrainingOptions options, out List<EpochMetrics> reports)
    {
        var list = reports = [];
        options = options with { Progress = new Callback<EpochMetrics>(list.Add), ValidationData = options.WeightAverage is null ? null : Toys.View(30) };
        using var model = _ml.Cnn.Classifier(Toys.Network(batchNorm: true), options).Fit(Toys.View(24));
        return model.Model.Weights;
    }
}
