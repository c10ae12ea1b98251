using System.Collections.Immutable;

namespace MlNetCnn.Training;

/// <summary>One option of <see cref="TrainingOptions"/> as text; see <see cref="TrainingSettings"/>. Ranges are checked by <see cref="TrainingOptions.RecipeFor"/>.</summary>
public sealed class TrainingSetting : OptionSetting<TrainingOptions>
{
    internal TrainingSetting(
        TrainingSettingGroup group, string name, string property, SettingKind kind, string description, string placeholder, ImmutableArray<string> words,
        bool isAdvanced, SettingText<TrainingOptions> text, TrainingOptions fresh)
        : base(name, property, kind, description, placeholder, words, isAdvanced, text, fresh) => Group = group;

    /// <summary>What it is about.</summary>
    public TrainingSettingGroup Group { get; }
}
