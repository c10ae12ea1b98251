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
        // What completes a line needs all that may stand in it.
        var result = Create(interruption, args is [SuggestCommand.Name, ..] ? null : args)
            .Parse(args.Count == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
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

    /// <param name="interruption">Ends the commands.</param>
    /// <param name="line">What will be parsed, see <see cref="Deferred"/>. Default: anything.</param>
    public static Command Create(Interruption interruption, IReadOnlyList<string>? line = null)
    {
        var deferred = new Deferred(line);
        return new("mlnetcnn",
            "Train convolutional networks on images, evaluate and compare them, and export them for ML.NET and ONNX.\n\n"
            + "A first run, on the bundled images: mlnetcnn train lenet\n\n"
            + $"Exit codes: 0 done; {Failure.Error} failed; {WrongUsage} wrong usage; {Failure.GivenUp} stopped by Ctrl-C; {Failure.Terminated} terminated (SIGTERM).")
        {
            new HelpOption(),
            new VersionOption(),
            deferred.Command("train", TrainCommand.Description, () => TrainCommand.Create(interruption)),
            deferred.Command("evaluate", EvaluateCommand.Description, EvaluateCommand.Create),
            deferred.Command("score", ScoreCommand.Description, ScoreCommand.Create),
            deferred.Command("summary", SummaryCommand.Description, SummaryCommand.Create),
            deferred.Command("export", ExportCommand.Description, ExportCommand.Create),
            deferred.Command("import", ImportCommand.Description, ImportCommand.Create),
            deferred.Command("compare", CompareCommand.Description, () => CompareCommand.Create(interruption)),
            deferred.Command("runs", RunsCommand.Description, () => RunsCommand.Create(deferred)),
            deferred.Command("worker", WorkerCommand.Description, () => WorkerCommand.Create(interruption)),
            deferred.Command("dashboard", DashboardCommand.Description, DashboardCommand.Create),
            deferred.Command("data", DataCommand.Description, () => DataCommand.Create(interruption)),
            deferred.Command("weights", WeightsCommand.Description, () => WeightsCommand.Create(interruption)),
            deferred.Command("devices", DevicesCommand.Description, DevicesCommand.Create),
            deferred.Command("lab", LabCommand.Description, LabCommand.Create),
            deferred.Command("completion", CompletionCommand.Description, CompletionCommand.Create),
            SuggestCommand.Create(),
        };
    }
}
