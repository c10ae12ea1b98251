using System.CommandLine;
using System.CommandLine.Parsing;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>The registry of training settings as options of a command.</summary>
// How columns are read is no question where the data come from files.
internal sealed class SettingOptions() : RegistryOptions<TrainingOptions, TrainingSetting>(TrainingSettings.All.Where(s => s.Group != TrainingSettingGroup.Columns))
{
    /// <summary>The options of a group, in the registry's order.</summary>
    public IEnumerable<Option> Of(TrainingSettingGroup group) => Where(s => s.Group == group);

    /// <summary>The settings that were given, laid onto options.</summary>
    public TrainingOptions Read(CommandResult result, TrainingOptions start) => TrainingSettings.Parse(Given(result), start);
}
