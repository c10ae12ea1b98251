namespace MlNetCnn.Training;

/// <summary>One option of <see cref="TrainingOptions"/> as text; see <see cref="TrainingSettings"/>. Ranges are checked by <see cref="TrainingOptions.RecipeFor"/>.</summary>
public sealed class TrainingSetting : OptionSetting<TrainingOptions>
{
    internal TrainingSetting(TrainingSettingGroup group, SettingParts<TrainingOptions> parts)
        : base(parts, TrainingSettings.Fresh) => Group = group;

    /// <summary>What it is about.</summary>
    public TrainingSettingGroup Group { get; }
}
