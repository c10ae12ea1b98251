using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class WeightsCommand
{
    public static Command Create(Interruption interruption) => new("weights", "List, download and remove pretrained weights to start training from.")
    {
        WeightsListCommand.Create(),
        WeightsGetCommand.Create(interruption),
        WeightsRemoveCommand.Create(),
    };
}
