using System.CommandLine;
using System.CommandLine.Invocation;

namespace MlNetCnn.Cli;

internal static class LabCommand
{
    public const string Description = "Run the operations of a convolutional network by hand: the course notebook's examples, or your own numbers.";

    public static Command Create()
    {
        var command = new Command("lab", Description)
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
        // All there is to go wrong are the numbers given.
        foreach (var operation in command.Subcommands)
        {
            var action = (SynchronousCommandLineAction)operation.Action!;
            operation.SetAction(result => UsageError.Read(() => action.Invoke(result)));
        }
        return command;
    }
}
