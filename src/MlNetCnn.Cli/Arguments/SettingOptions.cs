using System.CommandLine;
using System.CommandLine.Parsing;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>The training settings as command-line options, without those for IDataView columns, since the data come from files.</summary>
internal sealed class SettingOptions() : RegistryOptions<TrainingOptions, TrainingSetting>(TrainingSettings.All.Where(s => s.Group != TrainingSettingGroup.Columns))
{
    /// <summary>What the help calls a group.</summary>
    public static string HeadingOf(TrainingSettingGroup group) => group switch
    {
        TrainingSettingGroup.Augmentation => "Augmentation of the training images",
        TrainingSettingGroup.FineTuning => "Starting point",
        TrainingSettingGroup.Data => "Pixels",
        TrainingSettingGroup.Reporting => "Monitoring",
        _ => $"{group}",
    };

    /// <summary>In the registry's order.</summary>
    public IEnumerable<Option> Of(TrainingSettingGroup group) => Where(s => s.Group == group);

    public TrainingOptions Read(CommandResult result, TrainingOptions start) => TrainingSettings.Parse(Given(result), start);
}
