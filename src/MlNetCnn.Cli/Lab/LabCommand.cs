using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class LabCommand
{
    public static Command Create() => new("lab", "Run the operations of a convolutional network by hand: the course notebook's examples, or your own numbers.")
    {
        CorrelationCommands.CreateSingle(),
        CorrelationCommands.CreateMultiIn(),
        CorrelationCommands.CreateMultiInOut(),
        CorrelationCommands.CreatePointwise(),
        PoolCommand.Create(),
        EdgeCommand.Create(),
        LearnKernelCommand.Create(),
        ListCommand.Create(),
    };
}
