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
            "The share of the training images kept back to choose the best epoch by, from 0 to below 1. Default: 0.");
        list.Add("patience", nameof(TrainingOptions.Patience), TextForms.WholeNumber,
            o => o.Patience, (o, v) => o with { Patience = v },
            "Stops after this many epochs that were not better on the validation images, at least 1. Default: none, all epochs run.",
            nothing: "none");
        list.Add("best-by", nameof(TrainingOptions.BestBy), TextForms.NamesOf<EpochCriterion>(),
            o => o.BestBy, (o, v) => o with { BestBy = v!.Value },
            "By what the best epoch is chosen and progress is judged. Default: loss.");
        return list;
    }

    private static TrainingSettingList FineTuning()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.FineTuning);
        list.Add("freeze", nameof(TrainingOptions.Freeze), ListText.Form,
            o => o.Freeze, (o, v) => o with { Freeze = v! },
            "Paths of layers that are not trained, with all layers below them, like conv1,stage1. Default: none.");
        return list;
    }
}
