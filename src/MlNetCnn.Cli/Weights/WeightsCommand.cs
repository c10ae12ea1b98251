using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class WeightsCommand
{
    public const string Description = "List, download and remove pretrained weights to start training from.";

    public static Command Create(Interruption interruption) => new("weights", Description)
    {
        WeightsListCommand.Create(),
        WeightsGetCommand.Create(interruption),
        WeightsRemoveCommand.Create(),
    };
}
