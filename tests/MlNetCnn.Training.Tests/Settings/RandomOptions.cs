using CsCheck;

namespace MlNetCnn.Training.Tests;

/// <summary>Training options with any of those settings that can be text, in and out of their ranges.</summary>
internal static class RandomOptions
{
    private static readonly Gen<string> Name = Gen.OneOf<string>(
        Gen.String[Gen.Char["ab,=\\:/; none"], 1, 6], Gen.OneOf<string>("none", "balanced", "conv1", "stage1.0", "T-shirt/top", "Größe", "1,5"));

    private static readonly Gen<double> Number = Gen.OneOf<double>(
        Gen.Double, Gen.Double[0, 1], Gen.OneOf<double>(0, 1, 0.1, 1e-5, 1e-300, 1e22, 123456789.125, 1.0 / 3, double.Epsilon, double.MaxValue));

    private static readonly Gen<LearningRateSchedule> Schedule = Gen.OneOf<LearningRateSchedule>(
        Gen.Const(LearningRateSchedule.Constant),
        Gen.Select(Number, Number, (a, b) => (LearningRateSchedule)new StepSchedule { Every = a, Factor = b }),
        Gen.Select(Number, Number, (a, b) => (LearningRateSchedule)new CosineSchedule { WarmUp = a, Final = b }),
        Gen.Select(Number, Number, Number, (a, b, c) => (LearningRateSchedule)new OneCycleSchedule { Rise = a, Initial = b, Final = c }),
        Gen.OneOf<LearningRateSchedule>(new StepSchedule(), new CosineSchedule(), new OneCycleSchedule()));

    private static readonly Gen<Augmentation> Augmented = Gen.OneOf<Augmentation>(
        Gen.OneOf<Augmentation>(Augmentation.None, Augmentation.Cifar, Augmentation.Photo, Augmentation.Digits, Augmentation.Medical),
        Gen.Select(Gen.Select(Number, Number, Number, Number), Gen.Select(Number, Number, Number), Gen.Select(Gen.Int, Gen.Int, Gen.Bool, Gen.Bool)).Select(
            (share, width, policy) => new Augmentation
            {
                RandomResizedCrop = share.Item1,
                Saturation = share.Item2,
                Hue = share.Item3,
                Grayscale = share.Item4,
                CropRatio = width.Item1,
                BlurSigma = width.Item2,
                Blur = width.Item3,
                Cutmix = share.Item1,
                RandAugment = policy.Item1,
                RandMagnitude = policy.Item2,
                TrivialAugment = policy.Item3,
                VerticalFlip = policy.Item4,
            }),
        Gen.Select(
            Gen.Select(Gen.Int, Gen.Bool),
            Gen.Select(Number, Number, Number),
            Gen.Select(Number, Number, Number),
            (crop, warp, rest) => new Augmentation
            {
                CropPadding = crop.Item1,
                HorizontalFlip = crop.Item2,
                Rotation = warp.Item1,
                Translation = warp.Item2,
                Brightness = warp.Item3,
                Contrast = rest.Item1,
                Erasing = rest.Item2,
                Mixup = rest.Item3,
            }));

    private static readonly Gen<Normalization> Normalized = Gen.OneOf<Normalization>(
        Gen.OneOf<Normalization>(Normalization.None, Normalization.Measured, Normalization.ImageNet),
        Gen.Select(Gen.Float[-2, 2], Gen.Float[0.001f, 5]).Array[1, 4]
            .Select(all => Normalization.Of([.. all.Select(c => c.Item1)], [.. all.Select(c => c.Item2)])));

    private static readonly Gen<ClassWeights> Weighted = Gen.OneOf<ClassWeights>(
        Gen.Const(ClassWeights.Balanced),
        Gen.Select(Name, Gen.Double[0, 100]).Array[1, 4]
            .Select(all => ClassWeights.Of(all.DistinctBy(w => w.Item1).ToDictionary(w => w.Item1, w => w.Item2))));

    private static readonly Gen<ReduceOnPlateau> Plateau = Gen.Select(
        Number, Gen.OneOf<int>(Gen.Int, Gen.Const(3)), Number,
        (factor, patience, least) => new ReduceOnPlateau { Factor = factor, Patience = patience, Least = least });

    // What changes one setting; options are made by several of them, one after the other.
    private static readonly Gen<Func<TrainingOptions, TrainingOptions>> Change = Gen.OneOf<Func<TrainingOptions, TrainingOptions>>(
        Gen.Int.Select(v => With(o => o with { Epochs = v })),
        Gen.Int.Select(v => With(o => o with { BatchSize = v })),
        Gen.Int.Select(v => With(o => o with { Seed = v })),
        Gen.Int.Select(v => With(o => o with { Threads = v })),
        Gen.Int.Select(v => With(o => o with { Patience = v })),
        Gen.Long.Select(v => With(o => o with { MemoryBudget = v })),
        Gen.Long[-4096, 4096].Select(v => With(o => o with { MemoryBudget = v << 30 })),
        Number.Select(v => With(o => o with { LearningRate = v })),
        Number.Select(v => With(o => o with { Momentum = v })),
        Number.Select(v => With(o => o with { WeightDecay = v })),
        Number.Select(v => With(o => o with { LabelSmoothing = v })),
        Number.Select(v => With(o => o with { GradientClip = v })),
        Number.Select(v => With(o => o with { WeightAverage = v })),
        Number.Select(v => With(o => o with { ValidationFraction = v })),
        Gen.Enum<OptimizerKind>().Select(v => With(o => o with { Optimizer = v })),
        Gen.Enum<Sampling>().Select(v => With(o => o with { Sampling = v })),
        Gen.Enum<Precision>().Select(v => With(o => o with { Precision = v })),
        Gen.Enum<EpochCriterion>().Select(v => With(o => o with { BestBy = v })),
        Gen.Enum<PixelScale>().Select(v => With(o => o with { PixelScale = v })),
        Gen.OneOf<string>([.. TrainingRecipes.Names]).Select(v => With(o => o with { Preset = v })),
        Gen.Bool.Select(v => With(o => o with { DecayBiasAndNorm = v })),
        Gen.Bool.Select(v => With(o => o with { ChannelsLast = v })),
        Gen.Bool.Select(v => With(o => o with { GradientNorms = v, WeightHistograms = !v })),
        Schedule.Select(v => With(o => o with { Schedule = v })),
        Augmented.Select(v => With(o => o with { Augmentation = v })),
        Normalized.Select(v => With(o => o with { Normalization = v })),
        Weighted.Select(v => With(o => o with { ClassWeights = v })),
        Plateau.Select(v => With(o => o with { ReduceOnPlateau = v })),
        Name.Array[0, 4].Select(v => With(o => o with { Freeze = v })),
        Gen.Int[0, 12].Select(v => With(o => o with { Device = v == 0 ? "cpu" : $"cuda:{v}" })),
        Name.Select(v => With(o => o with { LabelColumn = v, FeatureColumn = v + v })),
        Gen.Int[1, 300].Array[1, 3].Select(v => With(o => o with { ImageShape = new TensorShape(v) })));

    public static Gen<TrainingOptions> All { get; } =
        Change.Array[0, 12].Select(changes => changes.Aggregate(new TrainingOptions(), (options, change) => change(options)));

    private static Func<TrainingOptions, TrainingOptions> With(Func<TrainingOptions, TrainingOptions> change) => change;
}
