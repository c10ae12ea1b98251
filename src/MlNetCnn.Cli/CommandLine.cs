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

    public static Command Create(Interruption interruption) => new("mlnetcnn",
        "Train convolutional networks on images, evaluate and compare them, and export them for ML.NET and ONNX.\n\n"
        + "A first run, on the bundled images: mlnetcnn train lenet\n\n"
        + $"Exit codes: 0 done; {Failure.Error} failed; {WrongUsage} wrong usage; {Failure.GivenUp} stopped by Ctrl-C; {Failure.Terminated} terminated (SIGTERM).")
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
        DashboardCommand.Create(),
        DataCommand.Create(interruption),
        WeightsCommand.Create(interruption),
        DevicesCommand.Create(),
        LabCommand.Create(),
        CompletionCommand.Create(),
        SuggestCommand.Create(),
    };
}
