using System.CommandLine;

namespace MlNetCnn.Cli.Tests;

public class CommandLineTests
{
    [Fact]
    public void Create_ForALineWithoutCommands_NamesAndDescribesAllOfThem()
    {
        using var interruption = new Interruption();

        Assert.Equal(Described(CommandLine.Create(interruption)), Described(CommandLine.Create(interruption, [])));
        Assert.Equal(
            Described(CommandLine.Create(interruption).Subcommands.Single(c => c.Name == "runs")),
            Described(CommandLine.Create(interruption, ["runs", "list"]).Subcommands.Single(c => c.Name == "runs")));

        static IEnumerable<(string, string?, bool)> Described(Command command) => command.Subcommands.Select(c => (c.Name, c.Description, c.Hidden));
    }

    [Fact]
    public void NoArguments_Alone_ShowTheHelp()
    {
        var run = CommandRun.Of();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("mlnetcnn train lenet", run.Output);
        foreach (var command in new[] { "train", "evaluate", "score", "summary", "export", "compare", "runs", "worker", "dashboard", "data", "weights", "devices", "lab", "completion" })
            Assert.Contains($"\n  {command}", run.Output);
    }

    [Theory]
    [InlineData("train", "--learning-rate", "above 0", "runs/")]
    [InlineData("evaluate", "--data", "MODEL", "--json")]
    [InlineData("score", "--top", "--csv", "webp")]
    [InlineData("summary", "--classes", "[default: 64]", "1x28x28")]
    [InlineData("export", "--onnx", "--safetensors", "MODEL", "--json")]
    [InlineData("compare", "--seeds", "--learning-rate <X,…>", "--markdown", "--group", "training-memory", "--sweep", "--print-sweep", "--halving")]
    [InlineData("runs", "list", "show", "add", "compare", "cancel", "pause", "resume", "edit", "delete", "restore", "empty-trash", "import")]
    [InlineData("worker", "--slots", "--store", "--lease", "[default: 30]", "--telemetry")]
    [InlineData("dashboard", "--urls", "--token <TOKEN>", "--no-token", "--slots", "MLNETCNN_TOKEN")]
    [InlineData("completion", "SHELL", "bash, zsh, fish, pwsh")]
    [InlineData("data", "list", "get", "inspect", "import", "remove", "generate")]
    [InlineData("data get", "--mirror", "--cache", "MLNETCNN_DATA")]
    [InlineData("weights", "list", "get", "remove")]
    [InlineData("weights get", "--mirror", "weights/FILE", "--cache", "MLNETCNN_DATA")]
    [InlineData("data inspect", "--sheet", "--size", "--json")]
    [InlineData("data generate", "--train", "[default: 6000]", "[default: shapes]")]
    public void Help_OfACommand_NamesItsOptionsAndDefaults(string command, params string[] words)
    {
        var run = CommandRun.Of([.. command.Split(' '), "--help"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(words, word => Assert.Contains(word, run.Output));
    }

    [Theory]
    [InlineData("Unrecognized command or argument 'fly'.", "mlnetcnn --help", "fly")]
    [InlineData("Unrecognized command or argument '--wings'.", "mlnetcnn train --help", "train", "lenet", "--wings")]
    [InlineData("Unrecognized option '--wings'.", "mlnetcnn summary --help", "summary", "--wings")]
    [InlineData("Unrecognized command or argument 'trian': did you mean 'train'?", "mlnetcnn --help", "trian")]
    [InlineData("Unrecognized command or argument 'lst': did you mean 'list'?", "mlnetcnn data --help", "data", "lst")]
    [InlineData("Unrecognized command or argument 'lits': did you mean 'list'?", "mlnetcnn weights --help", "weights", "lits")]
    [InlineData("Unrecognized command or argument '--epoch': did you mean '--epochs'?", "mlnetcnn train --help", "train", "lenet", "--epoch", "1")]
    [InlineData("Unrecognized option '--lst': did you mean '--list'?", "mlnetcnn summary --help", "summary", "--lst")]
    [InlineData("Unrecognized option '--epoch': did you mean '--epochs'?", "mlnetcnn train --help", "train", "--epoch", "1")]
    [InlineData("'--tokn': did you mean '--token'?", "mlnetcnn dashboard --help", "dashboard", "--tokn", "t")]
    [InlineData("'csh'", "mlnetcnn completion --help", "completion", "csh")]
    [InlineData("MODEL and IMAGE are missing.", "mlnetcnn score --help", "score")]
    [InlineData("IMAGE is missing.", "mlnetcnn score --help", "score", "model.onnx")]
    [InlineData("--note is not part of the run that --print-config prints", "mlnetcnn train --help", "train", "lenet", "--print-config", "--note", "n")]
    [InlineData("--epochs needs a value.", "mlnetcnn train --help", "train", "lenet", "--epochs")]
    [InlineData("--resume needs a value.", "mlnetcnn train --help", "train", "--resume")]
    [InlineData("--config needs a value.", "mlnetcnn train --help", "train", "--config")]
    [InlineData("--data needs a value.", "mlnetcnn evaluate --help", "evaluate", "model.onnx", "--data")]
    [InlineData("--epochs needs a whole number, but got 'many'.", "mlnetcnn train --help", "train", "lenet", "--epochs", "many")]
    [InlineData("--learning-rate needs a number, but got '1e--3'.", "mlnetcnn train --help", "train", "lenet", "--learning-rate", "1e--3")]
    [InlineData("--train needs a whole number, but got '1.5'.", "mlnetcnn data generate --help", "data", "generate", "--train", "1.5")]
    [InlineData("'rmsprop'", "mlnetcnn train --help", "train", "lenet", "--optimizer", "rmsprop")]
    [InlineData("'novel'", "mlnetcnn train --help", "train", "lenet", "--preset", "novel")]
    [InlineData("Name an architecture", "mlnetcnn summary --help", "summary")]
    [InlineData("not both", "mlnetcnn summary --help", "summary", "lenet", "--list")]
    [InlineData("not both", "mlnetcnn summary --help", "summary", "lenet", "--json", "--markdown")]
    [InlineData("'rmsprop'", "mlnetcnn summary --help", "summary", "lenet", "--optimizer", "rmsprop")]
    [InlineData("--schedule needs constant, step", "mlnetcnn train --help", "train", "lenet", "--schedule", "cos")]
    [InlineData("--memory-budget needs a number of bytes", "mlnetcnn train --help", "train", "lenet", "--memory-budget", "much")]
    [InlineData("'maybe'", "mlnetcnn train --help", "train", "lenet", "--flip", "maybe")]
    [InlineData("Give one of --pretrained, --weights and --continue.", "mlnetcnn train --help", "train", "lenet", "--weights", "w", "--continue", "m")]
    [InlineData("--checkpoint-minutes needs a file", "mlnetcnn train --help", "train", "lenet", "--checkpoint-minutes", "1")]
    [InlineData("leave out --out", "mlnetcnn train --help", "train", "lenet", "--find-learning-rate", "--out", "x")]
    [InlineData("--learning-rate needs a number, but got 'fast'.", "mlnetcnn compare --help", "compare", "lenet", "--learning-rate", "0.1,fast")]
    [InlineData("Name the runs, or find them by --group or --tag.", "mlnetcnn runs compare --help", "runs", "compare")]
    [InlineData("Give one of --json, --markdown and --csv.", "mlnetcnn compare --help", "compare", "lenet", "--json", "--csv")]
    [InlineData("ARCHITECTURE is missing: name a network, or give --sweep FILE.json.", "mlnetcnn compare --help", "compare")]
    [InlineData("--sweep names the networks: leave ARCHITECTURE out.", "mlnetcnn compare --help", "compare", "lenet", "--sweep", "s.json")]
    [InlineData("leave --learning-rate out, or change it in the file.", "mlnetcnn compare --help", "compare", "--sweep", "s.json", "--learning-rate", "0.1")]
    [InlineData("--halving ranks runs by their accuracy on validation images", "mlnetcnn compare --help", "compare", "lenet", "--halving", "3")]
    [InlineData("--seed", "mlnetcnn compare --help", "compare", "lenet", "--seed", "1")]
    [InlineData("Give --onnx, --safetensors or both.", "mlnetcnn export --help", "export", "model.onnx")]
    public void Usage_Wrong_ExitsWith2AndPointsToTheHelp(string complaint, string help, params string[] args)
    {
        var run = CommandRun.Of(args);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        var lines = run.Error.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("mlnetcnn: ", lines[0]);
        Assert.Contains(complaint, lines[0]);
        Assert.Contains($"'{help}'", lines[1]);
    }

    [Fact]
    public void Worker_TelemetryToNowhere_SaysWhereItCanGo() =>
        Assert.Contains("--telemetry is 'nowhere', but must be console, otlp or the address of a collector", CommandRun.Of("worker", "--telemetry", "nowhere").Sentence());

    [Fact]
    public void Dashboard_TokenThatIsTooShort_FailsInOneSentence() =>
        Assert.Contains("The token has 5 characters, but must have at least 16", CommandRun.Of("dashboard", "--token", "short").Sentence());

    [Fact]
    public void Lab_WrongNumbers_FailsInOneSentence() =>
        Assert.DoesNotContain("Parameter", CommandRun.Of("lab", "pool", "--window", "9x9").Sentence());

    [Fact]
    public async Task Executable_Summary_PrintsOneDocumentAndExitsWith0()
    {
        var run = await CommandProcess.RunAsync("summary", "lenet", "--json");

        Assert.Equal(61706, (long)run.Json()["parameters"]!);
    }

    [Fact]
    public async Task Executable_Failure_ExitsWith1AndOneSentence() =>
        Assert.Equal((1, "mlnetcnn: There is no model 'none.onnx'.\n"), await CommandProcess.RunAsync("evaluate", "none.onnx", "--json") is var run ? (run.ExitCode, run.Error.ReplaceLineEndings("\n")) : default);

    [Fact]
    public async Task Executable_WrongUsage_ExitsWith2() =>
        Assert.Equal(2, (await CommandProcess.RunAsync("summary", "--wings")).ExitCode);
}
