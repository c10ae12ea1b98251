using System.Runtime.CompilerServices;
using MlNetCnn.Training;

namespace MlNetCnn.Cli.Tests;

/// <summary>The help of `train`, which is made from the registry of settings; written anew as <see cref="GoldenSummaryTests"/> are.</summary>
public class GoldenHelpTests
{
    [Fact]
    public void Help_OfTrain_IsTheGoldenFile()
    {
        var run = CommandRun.Of("train", "--help");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var help = run.Output.ReplaceLineEndings("\n");

        if (Environment.GetEnvironmentVariable("MLNETCNN_UPDATE_GOLDEN") == "1")
            File.WriteAllText(Golden(), help);

        Assert.Equal(File.ReadAllText(Golden()).ReplaceLineEndings("\n"), help);
    }

    [Fact]
    public void Help_OfTrain_HasEverySettingThatIsNotAboutColumns()
    {
        var lines = CommandRun.Of("train", "--help").Output.ReplaceLineEndings("\n").Split('\n');

        foreach (var setting in TrainingSettings.All)
        {
            var line = lines.SingleOrDefault(l => l.StartsWith($"  --{setting.Name} ", StringComparison.Ordinal));
            Assert.Equal(setting.Group != TrainingSettingGroup.Columns, line?.EndsWith(setting.Description, StringComparison.Ordinal) ?? false);
        }
    }

    private static string Golden([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "Golden", "Help", "train.txt");
}
