using System.CommandLine;
using System.CommandLine.Help;

namespace MlNetCnn.Cli;

/// <summary>The whole command: reads the arguments, runs what they ask for and turns what goes wrong into a sentence and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>The arguments are not a use of the command line.</summary>
    public const int WrongUsage = 2;

    /// <summary>Runs a command.</summary>
    /// <param name="args">The arguments behind <c>mlnetcnn</c>.</param>
    /// <param name="output">Where results go, and nothing else.</param>
    /// <param name="error">Where errors and notes go.</param>
    /// <param name="interruption">Ctrl-C, or what stands for it in a test.</param>
    /// <returns>0; 1 for an error; 2 for wrong usage; 130 when Ctrl-C ended it, 143 when it was told to terminate.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error, Interruption interruption)
    {
        // Names of classes, files and runs may be a stranger's.
        (output, error) = (new TerminalWriter(output), new TerminalWriter(error));
        var result = Create(interruption).Parse(args.Count == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (UsageError.Find(result) is { } wrong)
        {
            error.WriteLine($"mlnetcnn: {wrong}");
            error.WriteLine($"Run '{UsageError.PathOf(result)} --help' to see what it takes.");
            return WrongUsage;
        }
        try
        {
            // Without a termination timeout Ctrl-C stays ours: training ends with what it has, everything else just ends.
            return result.Invoke(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
#pragma warning disable CA1031 // The last catch: whatever it is, people get a sentence and no stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var failure = Failure.Of(e);
            error.WriteLine($"mlnetcnn: {failure.Sentence}");
            return failure.ExitCode == Failure.GivenUp ? interruption.ExitCode : failure.ExitCode;
        }
    }

    private static Command Create(Interruption interruption) => new("mlnetcnn",
        "Convolutional networks for ML.NET: look at a network, train it, measure it, use it on images, hand it on as ONNX.\n\n"
        + "A first run, on the images that come along: mlnetcnn train lenet")
    {
        new HelpOption(),
        new VersionOption(),
        TrainCommand.Create(interruption),
        EvaluateCommand.Create(),
        ScoreCommand.Create(),
        SummaryCommand.Create(),
        ExportCommand.Create(),
        ImportCommand.Create(),
        CompareCommand.Create(interruption),
        RunsCommand.Create(),
        WorkerCommand.Create(interruption),
        DataCommand.Create(interruption),
        DevicesCommand.Create(),
        LabCommand.Create(),
    };
}
