namespace MlNetCnn.Training;

/// <summary>The settings that choose the best epoch, and those for training further what was trained before.</summary>
internal static class CourseSettings
{
    public static IEnumerable<TrainingSetting> All() => [.. Validation().Settings, .. FineTuning().Settings];

    private static TrainingSettingList Validation()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.Validation);
        list.Add("validation-fraction", nameof(TrainingOptions.ValidationFraction), TextForms.Number,
            o => o.ValidationFraction, (o, v) => o with { ValidationFraction = v!.Value },
            "Fraction of the training images held out for validation, to choose the best epoch by, from 0 to below 1. Default: 0; train takes 0.1 of data of your own, and 0 for a pretrained network on few images.");
        list.Add("patience", nameof(TrainingOptions.Patience), TextForms.WholeNumber,
            o => o.Patience, (o, v) => o with { Patience = v },
            "Stops after this many epochs that were not better on the validation images, at least 1. Default: none, all epochs run.",
            nothing: "none");
        list.Add("best-by", nameof(TrainingOptions.BestBy), TextForms.NamesOf<EpochCriterion>(),
            o => o.BestBy, (o, v) => o with { BestBy = v!.Value },
            "By what the best epoch is chosen and progress is judged. Default: loss.");
        list.Add("calibrate", nameof(TrainingOptions.Calibrate), TextForms.Flag,
            o => o.Calibrate, (o, v) => o with { Calibrate = v },
            "Calibrates the probabilities by a temperature chosen on the validation images, or without any on images held out in solving for the last layer, or with --folds by their predictions. Default: auto, where there are at least 100 of them; false: never.", nothing: "auto");
        list.Add("unknown", nameof(TrainingOptions.Unknown), UnknownText.Form,
            o => o.Unknown, (o, v) => o with { Unknown = v },
            "Lets the model say that it does not know an image (columns IsKnown and PredictedClass), by a threshold chosen on the validation images: on (95 % of them are known), "
            + "recall=X, precision=X (of the known ones), or noise (best against random pixels). Default: none.",
            nothing: "none");
        return list;
    }

    private static TrainingSettingList FineTuning()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.FineTuning);
        list.Add("pretrained", nameof(TrainingOptions.Pretrained), TextForms.AnyText("NAME|FILE", "none", ImageNetResNet18.Name),
            o => o.IsPretrained ? o.Pretrained : null, (o, v) => o with { Pretrained = PretrainedNetworks.IsNone(v) ? null : v },
            $"Start from pretrained weights: a name such as {ImageNetResNet18.Name}, or a file (.onnx, .pth, .safetensors). Default: none, random weights.",
            nothing: "none");
        list.Add("transfer", nameof(TrainingOptions.Transfer), TextForms.Choice(("head", TransferMode.Head), ("fine-tune", TransferMode.FineTune), ("full", TransferMode.Full)),
            o => o.Transfer, (o, v) => o with { Transfer = v },
            "How much of a pretrained network is trained: head (the layer for the classes), fine-tune (the last layers too) or full. "
            + "Default: auto, head below 1,000 images and fine-tune from there.", nothing: "auto");
        list.Add("fine-tune-from", nameof(TrainingOptions.FineTuneFrom), TextForms.AnyText("LAYER"),
            o => o.FineTuneFrom, (o, v) => o with { FineTuneFrom = v },
            "First layer that fine-tune trains, by its path. Default: auto, the last quarter of the network's work.", nothing: "auto", isAdvanced: true);
        list.Add("backbone-rate", nameof(TrainingOptions.BackboneRate), TextForms.Number,
            o => o.BackboneRate, (o, v) => o with { BackboneRate = v },
            "Factor on the learning rate of all layers before the one for the classes, above 0. Default: auto, 0.2 with fine-tune and 1 otherwise.",
            nothing: "auto", isAdvanced: true);
        list.Add("feature-views", nameof(TrainingOptions.FeatureViews), TextForms.WholeNumber,
            o => o.FeatureViews, (o, v) => o with { FeatureViews = v },
            "Augmented versions of each image that frozen layers are computed for, 1 to 64. Default: auto, 2 up to 5,000 images, else 1.",
            nothing: "auto", isAdvanced: true);
        list.Add("freeze", nameof(TrainingOptions.Freeze), ListText.Form,
            o => o.Freeze, (o, v) => o with { Freeze = v! },
            "Paths of layers that are not trained, with all layers below them, like conv1,stage1. Default: none.");
        return list;
    }
}
