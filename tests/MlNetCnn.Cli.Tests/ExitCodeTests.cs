using System.CommandLine;

namespace MlNetCnn.Cli.Tests;

/// <summary>The exit codes that the root command's help promises, for every command there is.</summary>
public sealed class ExitCodeTests(Workplace workplace) : IClassFixture<Workplace>
{
    // They read nothing but their arguments; failing downloads have tests of their own.
    private static readonly string[] NeverFailing = ["data get", "data list", "data remove", "weights get", "weights list", "weights remove", "devices", "completion", "suggest"];

    private static readonly Dictionary<string, string> Failing = new()
    {
        ["train"] = "lenet --data nowhere",
        ["evaluate"] = "nofile.onnx",
        ["score"] = "nofile.onnx image.png",
        ["summary"] = "FILE",
        ["export"] = "nofile.onnx --onnx copy.onnx",
        ["import"] = "nofile.onnx",
        ["compare"] = "lenet --data nowhere",
        ["runs list"] = "--store FILE",
        ["runs show"] = "1 --store FILE",
        ["runs add"] = "lenet --data nowhere",
        ["runs compare"] = "1 --store FILE",
        ["runs cancel"] = "1 --store FILE",
        ["runs pause"] = "1 --store FILE",
        ["runs resume"] = "1 --store FILE",
        ["runs edit"] = "1 --store FILE",
        ["runs delete"] = "1 --store FILE",
        ["runs restore"] = "1 --store FILE",
        ["runs empty-trash"] = "--store FILE",
        ["runs import"] = "nofolder",
        ["worker"] = "--store FILE",
        ["dashboard"] = "--store FILE",
        ["data inspect"] = "nowhere",
        ["data import"] = "nowhere --name x",
        ["data generate"] = "--out FILE/inside",
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
    public async Task Input_ThatCannotBeUsed_ExitsWith1(string command)
    {
        File.WriteAllText(workplace.In("file"), "no folder");
        string[] args = [.. command.Split(' '), .. Failing[command].Replace("FILE", workplace.In("file"), StringComparison.Ordinal).Split(' ')];

        // The dashboard changes how its whole process reads data sets.
        var run = command == "dashboard" ? await CommandProcess.RunAsync(args) : CommandRun.Of(args);

        run.Sentence();
        Assert.Equal(Failure.Error, run.ExitCode);
    }

    [Theory]
    [InlineData("train nonet")]
    [InlineData("train lenet --device gpu")]
    [InlineData("train --pretrained noweights")]
    [InlineData("train lenet --tag a,b --epochs 1")]
    [InlineData("summary nonet")]
    [InlineData("summary lenet/3")]
    [InlineData("summary lenet --input 28")]
    [InlineData("summary lenet --classes 1")]
    [InlineData("compare nonet")]
    [InlineData("compare lenet --device gpu")]
    [InlineData("compare lenet --random 0")]
    [InlineData("compare lenet --max-runs 2000000")]
    [InlineData("runs add nonet")]
    [InlineData("runs add lenet --device gpu")]
    [InlineData("runs add lenet --tag a,b")]
    [InlineData("runs list --store FOLDER")]
    [InlineData("worker --slots 0 --store FOLDER/runs.db")]
    [InlineData("dashboard --token short")]
    [InlineData("data get noset")]
    [InlineData("data import FOLDER --name A")]
    [InlineData("data remove noset")]
    [InlineData("weights get noweights")]
    [InlineData("weights remove noweights")]
    [InlineData("lab corr2d --input x")]
    [InlineData("train lenet --epochs 0")]
    [InlineData("train lenet --learning-rate -1")]
    [InlineData("summary lenet --batch-size 0")]
    [InlineData("runs add lenet --patience 0")]
    public void Value_ThatThereIsNot_ExitsWith2(string arguments)
    {
        var run = CommandRun.Of(arguments.Replace("FOLDER", workplace.Folder, StringComparison.Ordinal).Split(' '));

        Assert.Equal((CommandLine.WrongUsage, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("mlnetcnn: ", run.Error);
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
