namespace MlNetCnn.Training;

/// <summary>The settings of the recipe, and what else moves the weights.</summary>
internal static class LearningSettings
{
    public static IEnumerable<TrainingSetting> All() => [.. Basics().Settings, .. Optimization().Settings, .. Loss().Settings];

    private static TrainingSettingList Basics()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.Basics);
        list.Add("epochs", nameof(TrainingOptions.Epochs), TextForms.WholeNumber,
            o => o.Epochs, (o, v) => o with { Epochs = v },
            "Set the number of epochs, at least 1. Default: the preset's.", isCommon: true);
        list.Add("batch-size", nameof(TrainingOptions.BatchSize), TextForms.WholeNumber,
            o => o.BatchSize, (o, v) => o with { BatchSize = v },
            "Set the mini-batch size, at least 1. Default: the preset's.", isCommon: true);
        list.Add("learning-rate", nameof(TrainingOptions.LearningRate), TextForms.Number,
            o => o.LearningRate, (o, v) => o with { LearningRate = v },
            "Set the learning rate, above 0. Default: the preset's.", isCommon: true);
        list.Add("optimizer", nameof(TrainingOptions.Optimizer), TextForms.NamesOf<OptimizerKind>(),
            o => o.Optimizer, (o, v) => o with { Optimizer = v },
            "Choose the optimizer. Default: the preset's.", isCommon: true);
        list.Add("seed", nameof(TrainingOptions.Seed), TextForms.WholeNumber,
            o => o.Seed, (o, v) => o with { Seed = v!.Value },
            "Set the random seed. Default: 0.", isCommon: true);
        list.Add("preset", nameof(TrainingOptions.Preset), TextForms.Choice([.. TrainingRecipes.Names.Select(name => (name, name))]),
            o => o.Preset, (o, v) => o with { Preset = v! },
            "Take settings that are not given from this preset: default (chosen for the network), book (plain SGD as in Dive into Deep Learning) or cifar (20 epochs of SGD in one cycle with crops and flips: small images, networks with batch norm). Default: default.");
        return list;
    }

    private static TrainingSettingList Optimization()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.Optimization);
        list.Add("momentum", nameof(TrainingOptions.Momentum), TextForms.Number,
            o => o.Momentum, (o, v) => o with { Momentum = v },
            "Set the momentum of SGD, from 0 to below 1. Default: the preset's.");
        list.Add("weight-decay", nameof(TrainingOptions.WeightDecay), TextForms.Number,
            o => o.WeightDecay, (o, v) => o with { WeightDecay = v },
            "Set the L2 penalty on the weights (weight decay), 0 or more. Default: the preset's.");
        list.Add("decay-bias-and-norm", nameof(TrainingOptions.DecayBiasAndNorm), TextForms.Flag,
            o => o.DecayBiasAndNorm, (o, v) => o with { DecayBiasAndNorm = v },
            "Apply weight decay to biases and normalization layers too. Default: the preset's.", isAdvanced: true);
        list.Add("schedule", nameof(TrainingOptions.Schedule), ScheduleText.Form,
            o => o.Schedule, (o, v) => o with { Schedule = v },
            "Choose the learning rate schedule: constant, step:every=0.3:factor=0.1, cosine:warm-up=0.05:final=0 or one-cycle:rise=0.3, in fractions of all steps and of the rate; numbers may be left out. Default: the preset's.");
        list.Add("reduce-on-plateau", nameof(TrainingOptions.ReduceOnPlateau), PlateauText.Form,
            o => o.ReduceOnPlateau, (o, v) => o with { ReduceOnPlateau = v },
            "Reduce the learning rate on plateau: on, or numbers like factor=0.1:patience=3:least=0.0001. Default: none.",
            nothing: "none", isAdvanced: true);
        list.Add("gradient-clip", nameof(TrainingOptions.GradientClip), TextForms.Number,
            o => o.GradientClip, (o, v) => o with { GradientClip = v },
            "Clip gradients to this maximum norm, above 0. Default: none.",
            nothing: "none", isAdvanced: true);
        list.Add("weight-average", nameof(TrainingOptions.WeightAverage), TextForms.Number,
            o => o.WeightAverage, (o, v) => o with { WeightAverage = v },
            "Use an exponential moving average (EMA) of the weights for evaluation and the model, with this decay above 0 and below 1, such as 0.999. Default: none.",
            nothing: "none", isAdvanced: true);
        return list;
    }

    private static TrainingSettingList Loss()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.Loss);
        list.Add("label-smoothing", nameof(TrainingOptions.LabelSmoothing), TextForms.Number,
            o => o.LabelSmoothing, (o, v) => o with { LabelSmoothing = v },
            "Spread this fraction of each label over all classes (label smoothing), from 0 to below 1. Default: the preset's.");
        list.Add("class-weights", nameof(TrainingOptions.ClassWeights), ClassWeightsText.Form,
            o => o.ClassWeights is { ByName.Count: 0 } ? null : o.ClassWeights, (o, v) => o with { ClassWeights = v },
            "Weight the loss by class: balanced (rare classes more), or weights of 0 or more like cat=2,dog=0.5. Default: none.", nothing: "none");
        list.Add("sampling", nameof(TrainingOptions.Sampling), TextForms.NamesOf<Sampling>(),
            o => o.Sampling, (o, v) => o with { Sampling = v!.Value },
            "Draw the images of an epoch: each once (uniform), or all classes equally often (balanced, not with class-weights balanced). Default: uniform.");
        return list;
    }
}
