using System.Collections.Immutable;

namespace MlNetCnn.Training;

/// <summary>Puts settings of one group together.</summary>
internal sealed class TrainingSettingList(TrainingSettingGroup group) : SettingList<TrainingOptions, TrainingSetting>(TrainingSettings.Fresh)
{
    protected override TrainingSetting Create(
        string name, string property, SettingKind kind, string description, string placeholder, ImmutableArray<string> words, bool isAdvanced,
        SettingText<TrainingOptions> text, TrainingOptions fresh) =>
        new(group, name, property, kind, description, placeholder, words, isAdvanced, text, fresh);
}
