namespace MlNetCnn.Training;

/// <summary>Puts settings of one group together.</summary>
internal sealed class TrainingSettingList(TrainingSettingGroup group) : SettingList<TrainingOptions, TrainingSetting>(parts => new(group, parts));
