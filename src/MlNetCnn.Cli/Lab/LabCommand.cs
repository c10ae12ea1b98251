using System.CommandLine;

namespace MlNetCnn.Cli;

/// <summary>`mlnetcnn lab`: the operations of chapters 7 and 8 of Dive into Deep Learning, on the notebook's numbers or one's own.</summary>
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
