using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class DataCommand
{
    public static Command Create(Interruption interruption) => new("data", "List, download, inspect, import, remove and generate data sets.")
    {
        DataListCommand.Create(),
        DataGetCommand.Create(interruption),
        DataInspectCommand.Create(interruption),
        DataImportCommand.Create(interruption),
        DataRemoveCommand.Create(),
        DataGenerateCommand.Create(),
    };
}
