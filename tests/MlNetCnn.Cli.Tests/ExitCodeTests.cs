using System.CommandLine;

namespace MlNetCnn.Cli.Tests;

/// <summary>The exit codes that the root command's help promises, for every command there is.</summary>
public sealed class ExitCodeTests(Workplace workplace) : IClassFixture<Workplace>
{
    // They read nothing that could be wrong.
    private static readonly string[] NeverFailing = ["data list", "weights list", "devices", "completion", "suggest"];

    private static readonly Dictionary<string, string> Failing = new()
    {
        ["train"] = "nonet",
        ["evaluate"] = "nofile.onnx",
        ["score"] = "nofile.onnx image.png",
        ["summary"] = "nonet",
        ["export"] = "nofile.onnx --onnx copy.onnx",
        ["import"] = "nofile.onnx",
        ["compare"] = "nonet",
        ["runs list"] = "--store FOLDER",
        ["runs show"] = "1 --store FOLDER",
        ["runs add"] = "nonet",
        ["runs compare"] = "1 --store FOLDER",
        ["runs cancel"] = "1 --store FOLDER",
        ["runs pause"] = "1 --store FOLDER",
        ["runs resume"] = "1 --store FOLDER",
        ["runs edit"] = "1 --store FOLDER",
        ["runs delete"] = "1 --store FOLDER",
        ["runs restore"] = "1 --store FOLDER",
        ["runs empty-trash"] = "--store FOLDER",
        ["runs import"] = "nofolder",
        ["worker"] = "--store FOLDER",
        ["dashboard"] = "--token short",
        ["data get"] = "noset",
        ["data inspect"] = "nowhere",
        ["data import"] = "nowhere --name x",
        ["data remove"] = "bundled --yes",
        ["data generate"] = "--out FILE/inside",
        ["weights get"] = "noweights",
        ["weights remove"] = "noweights",
    };

    public static TheoryData<string> Commands => [.. All().Select(c => c.Path)];

    public static TheoryData<string> Failures => [.. Failing.Keys];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_OfACommand_ExitsWith0(string command) => Assert.Equal((0, ""), Outcome(Run(command, "--help")));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Option_ThatIsUnknown_ExitsWith2(string command)
    {
        var run = Run(command, "--no-such-option");

        Assert.Equal((CommandLine.WrongUsage, ""), (run.ExitCode, run.Output));
        Assert.EndsWith($"Run 'mlnetcnn {command} --help' to see what it takes.", run.Error.TrimEnd());
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void Input_ThatCannotBeUsed_ExitsWith1(string command)
    {
        File.WriteAllText(workplace.In("file"), "no folder");

        var run = Run(command, Failing[command].Replace("FOLDER", workplace.Folder, StringComparison.Ordinal).Replace("FILE", workplace.In("file"), StringComparison.Ordinal));

        run.Sentence();
        Assert.Equal(Failure.Error, run.ExitCode);
    }

    [Theory]
    [InlineData("train lenet --epochs 0")]
    [InlineData("train lenet --learning-rate -1")]
    [InlineData("summary lenet --batch-size 0")]
    [InlineData("runs add lenet --patience 0")]
    public void Value_OutOfItsRange_ExitsWith2(string arguments)
    {
        var run = CommandRun.Of(arguments.Split(' '));

        run.Sentence();
        Assert.Equal(CommandLine.WrongUsage, run.ExitCode);
    }

    [Fact]
    public void Failing_Commands_AreAll() =>
        Assert.Equal(All().Where(c => !c.HasCommands && !c.Path.StartsWith("lab ", StringComparison.Ordinal)).Select(c => c.Path).Except(NeverFailing).Order(), Failing.Keys.Order());

    [Fact]
    public void Help_OfTheRoot_SaysTheCodes() => Assert.Contains(
        "Exit codes: 0 done; 1 failed; 2 wrong usage; 130 stopped by Ctrl-C; 143 terminated (SIGTERM).", CommandRun.Of("--help").Output);

    private static (int, string) Outcome(CommandRun run) => (run.ExitCode, run.Error);

    private static CommandRun Run(string command, string args) => CommandRun.Of([.. command.Split(' '), .. args.Split(' ')]);

    private static List<(string Path, bool HasCommands)> All()
    {
        using var interruption = new Interruption();
        var all = new List<(string, bool)>();
        foreach (var command in CommandLine.Create(interruption).Subcommands)
            Add(command, command.Name);
        return all;

        void Add(Command command, string path)
        {
            all.Add((path, command.Subcommands.Count > 0));
            foreach (var inner in command.Subcommands)
                Add(inner, $"{path} {inner.Name}");
        }
    }
}
