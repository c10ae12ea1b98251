using System.Runtime.CompilerServices;
using MlNetCnn.Training;

namespace MlNetCnn.Cli.Tests;

/// <summary>The help of commands with many options, which is made from the registries of settings; written anew as <see cref="GoldenSummaryTests"/> are.</summary>
public class GoldenHelpTests
{
    private const int LinesOfTwoScreens = 80;

    private const int Columns = 100;

    [Theory]
    [InlineData("train")]
    [InlineData("compare")]
    [InlineData("runs add")]
    public void Help_OfACommandWithManyOptions_IsTheGoldenFile(string command)
    {
        foreach (var option in (string[])["--help", "--help-all"])
        {
            var path = Golden(command.Replace(' ', '-') + option["--help".Length..]);
            var help = Help(command, option);

            if (Environment.GetEnvironmentVariable("MLNETCNN_UPDATE_GOLDEN") == "1")
                File.WriteAllText(path, help);

            Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), help);
        }
    }

    [Theory]
    [InlineData("train")]
    [InlineData("compare")]
    [InlineData("runs add")]
    public void Help_Short_FitsTwoScreensAndNamesTheWayToTheRest(string command)
    {
        var lines = Help(command, "--help").TrimEnd().Split('\n');

        Assert.InRange(lines.Length, 30, LinesOfTwoScreens);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, Columns));
        Assert.Matches($@"^mlnetcnn {command} --help-all shows \d+ more options\.$", lines[^1]);
        Assert.All(TrainingSettings.All, setting => Assert.Equal(setting.IsCommon && !(command == "compare" && setting.Name == "seed"), HasLine(lines, setting)));
    }

    [Fact]
    public void HelpAll_OfTrain_HasEverySettingThatIsNotAboutColumns()
    {
        var lines = Help("train", "--help-all").Split('\n');

        foreach (var setting in TrainingSettings.All)
        {
            var line = lines.SingleOrDefault(l => l.StartsWith($"  --{setting.Name} ", StringComparison.Ordinal));
            Assert.Equal(setting.Group != TrainingSettingGroup.Columns, line?.EndsWith(setting.Description, StringComparison.Ordinal) ?? false);
        }
    }

    [Theory]
    [InlineData("train")]
    [InlineData("compare")]
    [InlineData("runs add")]
    public void HelpAll_AfterCompletion_HasEachOptionThatIsOffered(string command)
    {
        var offered = CommandRun.Of("suggest", $"mlnetcnn {command} --").Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split('\t')[0]).ToArray();
        var help = Help(command, "--help-all");

        Assert.InRange(offered.Length, 60, 200);
        Assert.All(offered, option => Assert.Matches($@"\n  (-\S+, )*{option}[ \n]", help));
    }

    private static bool HasLine(string[] help, TrainingSetting setting) => help.Any(l => l.StartsWith($"  --{setting.Name} ", StringComparison.Ordinal));

    private static string Help(string command, string option)
    {
        var run = CommandRun.Of([.. command.Split(' '), option]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Output.ReplaceLineEndings("\n");
    }

    private static string Golden(string name, [CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "Golden", "Help", $"{name}.txt");
}
