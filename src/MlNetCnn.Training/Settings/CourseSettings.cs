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
            "Hold out this fraction of the training images for validation, from 0 to below 1. Default: 0; train takes 0.1 of your own data, and 0 for a pretrained network on few images.", isCommon: true);
        list.Add("patience", nameof(TrainingOptions.Patience), TextForms.WholeNumber,
            o => o.Patience, (o, v) => o with { Patience = v },
            "Stop early after this many epochs without improvement on the validation images, at least 1. Default: none.",
            nothing: "none", isCommon: true);
        list.Add("best-by", nameof(TrainingOptions.BestBy), TextForms.NamesOf<EpochCriterion>(),
            o => o.BestBy, (o, v) => o with { BestBy = v!.Value },
            "Choose the best epoch by loss or accuracy. Default: loss.");
        list.Add("calibrate", nameof(TrainingOptions.Calibrate), TextForms.Flag,
            o => o.Calibrate, (o, v) => o with { Calibrate = v },
            "Calibrate the probabilities by a temperature fitted on the validation images, on images held out when solving for the last layer, or on the predictions of --folds. Default: auto, if there are at least 100 of them.", nothing: "auto");
        list.Add("unknown", nameof(TrainingOptions.Unknown), UnknownText.Form,
            o => o.Unknown, (o, v) => o with { Unknown = v },
            "Let the model reject unknown images (columns IsKnown and PredictedClass) by a threshold from the validation images: on (accepts 95 % of them), recall=X, precision=X (of the accepted ones), or noise (separates them best from random pixels). Default: none.",
            nothing: "none");
        return list;
    }

    private static TrainingSettingList FineTuning()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.FineTuning);
        list.Add("pretrained", nameof(TrainingOptions.Pretrained), TextForms.AnyText("NAME|FILE", "none", ImageNetResNet18.Name),
            o => o.IsPretrained ? o.Pretrained : null, (o, v) => o with { Pretrained = PretrainedNetworks.IsNone(v) ? null : v },
            $"Start from pretrained weights: a name such as {ImageNetResNet18.Name}, or a file (.onnx, .pth, .safetensors). Default: none, random weights.",
            nothing: "none", isCommon: true);
        list.Add("transfer", nameof(TrainingOptions.Transfer), TextForms.Choice(("head", TransferMode.Head), ("fine-tune", TransferMode.FineTune), ("full", TransferMode.Full)),
            o => o.Transfer, (o, v) => o with { Transfer = v },
            "Train only part of a pretrained network: head (the classification layer), fine-tune (the last layers too) or full. Default: auto, head below 1,000 images and fine-tune from there.", nothing: "auto");
        list.Add("fine-tune-from", nameof(TrainingOptions.FineTuneFrom), TextForms.AnyText("LAYER"),
            o => o.FineTuneFrom, (o, v) => o with { FineTuneFrom = v },
            "Fine-tune from this layer on, given by its path. Default: auto, the last quarter of the network's computation.", nothing: "auto", isAdvanced: true);
        list.Add("backbone-rate", nameof(TrainingOptions.BackboneRate), TextForms.Number,
            o => o.BackboneRate, (o, v) => o with { BackboneRate = v },
            "Multiply the learning rate of all layers before the classification layer by this, above 0. Default: auto, 0.2 with fine-tune and 1 otherwise.",
            nothing: "auto", isAdvanced: true);
        list.Add("feature-views", nameof(TrainingOptions.FeatureViews), TextForms.WholeNumber,
            o => o.FeatureViews, (o, v) => o with { FeatureViews = v },
            "Compute frozen layers for this many augmented versions of each image, 1 to 64. Default: auto, 2 up to 5,000 images, else 1.",
            nothing: "auto", isAdvanced: true);
        list.Add("freeze", nameof(TrainingOptions.Freeze), ListText.Form,
            o => o.Freeze, (o, v) => o with { Freeze = v! },
            "Freeze these layers, with all layers below them, by path, like conv1,stage1. Default: none.");
        return list;
    }
}
