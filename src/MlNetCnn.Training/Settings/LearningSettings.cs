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
            "Passes over the training images, at least 1. Default: the preset's.");
        list.Add("batch-size", nameof(TrainingOptions.BatchSize), TextForms.WholeNumber,
            o => o.BatchSize, (o, v) => o with { BatchSize = v },
            "Images a step, at least 1. Default: the preset's.");
        list.Add("learning-rate", nameof(TrainingOptions.LearningRate), TextForms.Number,
            o => o.LearningRate, (o, v) => o with { LearningRate = v },
            "The step size, above 0. Default: the preset's.");
        list.Add("optimizer", nameof(TrainingOptions.Optimizer), TextForms.NamesOf<OptimizerKind>(),
            o => o.Optimizer, (o, v) => o with { Optimizer = v },
            "How gradients change the weights. Default: the preset's.");
        list.Add("seed", nameof(TrainingOptions.Seed), TextForms.WholeNumber,
            o => o.Seed, (o, v) => o with { Seed = v!.Value },
            "Decides the first weights, the order of the images, dropout, augmentation and the split for validation. Default: 0.");
        list.Add("preset", nameof(TrainingOptions.Preset), TextForms.Choice([.. TrainingRecipes.Names.Select(name => (name, name))]),
            o => o.Preset, (o, v) => o with { Preset = v! },
            "Where settings come from that are not given: default (chosen for the network) or book (plain sgd as in Dive into Deep Learning). "
            + "Default: default.");
        return list;
    }

    private static TrainingSettingList Optimization()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.Optimization);
        list.Add("momentum", nameof(TrainingOptions.Momentum), TextForms.Number,
            o => o.Momentum, (o, v) => o with { Momentum = v },
            "Momentum of sgd, from 0 to below 1. Default: the preset's.");
        list.Add("weight-decay", nameof(TrainingOptions.WeightDecay), TextForms.Number,
            o => o.WeightDecay, (o, v) => o with { WeightDecay = v },
            "How strongly weights are drawn towards nothing, 0 or more. Default: the preset's.");
        list.Add("decay-bias-and-norm", nameof(TrainingOptions.DecayBiasAndNorm), TextForms.Flag,
            o => o.DecayBiasAndNorm, (o, v) => o with { DecayBiasAndNorm = v },
            "Whether weight decay holds for biases and normalization layers too, true or false. Default: the preset's.", isAdvanced: true);
        list.Add("schedule", nameof(TrainingOptions.Schedule), ScheduleText.Form,
            o => o.Schedule, (o, v) => o with { Schedule = v },
            "How the learning rate moves: constant, step:every=0.3:factor=0.1, cosine:warm-up=0.05:final=0 or one-cycle:rise=0.3, in shares of "
            + "all steps and of the rate; numbers may be left out. Default: the preset's.");
        list.Add("reduce-on-plateau", nameof(TrainingOptions.ReduceOnPlateau), PlateauText.Form,
            o => o.ReduceOnPlateau, (o, v) => o with { ReduceOnPlateau = v },
            "Reduces the learning rate when epochs no longer get better: on, or numbers like factor=0.1:patience=3:least=0.0001. Default: none.",
            nothing: "none", isAdvanced: true);
        list.Add("gradient-clip", nameof(TrainingOptions.GradientClip), TextForms.Number,
            o => o.GradientClip, (o, v) => o with { GradientClip = v },
            "The length to which the gradients of a step, as one vector, are shortened, above 0. Default: none, they are not.",
            nothing: "none", isAdvanced: true);
        list.Add("weight-average", nameof(TrainingOptions.WeightAverage), TextForms.Number,
            o => o.WeightAverage, (o, v) => o with { WeightAverage = v },
            "Keeps a moving average of the weights for evaluation and the model, with this decay above 0 and below 1, such as 0.999. Default: none.",
            nothing: "none", isAdvanced: true);
        return list;
    }

    private static TrainingSettingList Loss()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.Loss);
        list.Add("label-smoothing", nameof(TrainingOptions.LabelSmoothing), TextForms.Number,
            o => o.LabelSmoothing, (o, v) => o with { LabelSmoothing = v },
            "The share of each label that is spread over all classes, from 0 to below 1. Default: the preset's.");
        list.Add("class-weights", nameof(TrainingOptions.ClassWeights), ClassWeightsText.Form,
            o => o.ClassWeights is { ByName.Count: 0 } ? null : o.ClassWeights, (o, v) => o with { ClassWeights = v },
            "How much images of each class count: balanced (rare classes more), or weights of 0 or more by class like cat=2,dog=0.5. "
            + "Default: none, all the same.", nothing: "none");
        list.Add("sampling", nameof(TrainingOptions.Sampling), TextForms.NamesOf<Sampling>(),
            o => o.Sampling, (o, v) => o with { Sampling = v!.Value },
            "Images of an epoch: uniform (each once) or balanced (as many, all classes equally often; not with class-weights balanced). Default: uniform.");
        return list;
    }
}
