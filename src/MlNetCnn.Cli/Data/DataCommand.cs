using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class DataCommand
{
    public const string Description = "List, download, inspect, import, remove and generate data sets.";

    public static Command Create(Interruption interruption) => new("data", Description)
    {
        DataListCommand.Create(),
        DataGetCommand.Create(interruption),
        DataInspectCommand.Create(interruption),
        DataImportCommand.Create(interruption),
        DataRemoveCommand.Create(),
        DataGenerateCommand.Create(),
    };
}
