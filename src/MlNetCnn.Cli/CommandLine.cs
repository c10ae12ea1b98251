using System.CommandLine;
using System.CommandLine.Help;

namespace MlNetCnn.Cli;

/// <summary>The entry point: parses the arguments, runs the command and turns exceptions into a message and an exit code.</summary>
internal static class CommandLine
{
    public const int WrongUsage = 2;

    /// <summary>Results go to <paramref name="output"/>, errors and notes to <paramref name="error"/>.</summary>
    /// <returns>0; 1 for an error; 2 for wrong usage; 130 when Ctrl-C ended it, 143 when it was told to terminate.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error, Interruption interruption)
    {
        // Names of classes, files and runs may come from untrusted sources.
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
            // Without a termination timeout we handle Ctrl-C ourselves: training stops gracefully, other commands just end.
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
        WeightsCommand.Create(interruption),
        DevicesCommand.Create(),
        LabCommand.Create(),
    };
}
