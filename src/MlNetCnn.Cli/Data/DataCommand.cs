using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class DataCommand
{
    public static Command Create(Interruption interruption) => new("data", "List, download, look at, import and make data to train on.")
    {
        DataListCommand.Create(),
        DataGetCommand.Create(interruption),
        DataInspectCommand.Create(interruption),
        DataImportCommand.Create(interruption),
        DataRemoveCommand.Create(),
        DataGenerateCommand.Create(),
    };
}
