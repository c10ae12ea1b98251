using System.Text.Json.Nodes;

namespace MlNetCnn.Cli.Tests;

/// <summary>`train --quiet` and `train --verbose`, and what to do next.</summary>
public sealed class VerbosityTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Quiet_Training_PrintsOneLine()
    {
        var run = Train("quiet", "--quiet");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches($@"^lenet: test accuracy \d+\.\d %, {workplace.In("quiet", "model.zip")}, run \S+\r?\n$", run.Output);
    }

    [Fact]
    public void Quiet_WithJson_PrintsTheDocumentWithItsNotes()
    {
        var run = CommandRun.Of("train", "--data", workplace.WriteShapes(), "--epochs", "1", "--out", workplace.In("document"), "--no-run", "--json", "-q");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.NotEmpty(JsonNode.Parse(run.Output)!["notes"]!.AsArray());
    }

    [Fact]
    public void Quiet_ThatFails_StillSaysWhy() => Assert.Contains("'nonet'", CommandRun.Of("train", "nonet", "--quiet").Sentence());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Verbose_Training_TellsOnStandardErrorWhatIsDone(bool isJson)
    {
        var run = Train($"verbose {isJson}", ["--verbose", "--threads", "1", .. isJson ? (string[])["--json"] : []]);

        // With --json progress is on standard error too.
        var lines = run.Error.TrimEnd().ReplaceLineEndings("\n").Split('\n').Where(l => !l.StartsWith("epoch", StringComparison.Ordinal)).ToArray();
        Assert.All(lines, line => Assert.Matches(@"^\[ *\d+\.\d\d s\] ", line));
        foreach (var part in (string[])["read 200 training, 0 validation and 50 test images of 1×28×28", "training on cpu with 1 thread,", "run ", "trained 1 epoch,", "measured", "wrote"])
            Assert.Contains(lines, line => line.Contains(part, StringComparison.Ordinal));
        if (isJson)
            Assert.NotNull(JsonNode.Parse(run.Output)!["test"]);
    }

    [Fact]
    public void QuietAndVerbose_Together_AreWrongUsage() =>
        Assert.Equal((2, "mlnetcnn: Give --quiet or --verbose, not both."), (CommandRun.Of("train", "-q", "-v") is var run ? run.ExitCode : 0, run.Error.ReplaceLineEndings("\n").Split('\n')[0]));

    [Fact]
    public void NextSteps_AfterTraining_AreThreeShortCommands()
    {
        var steps = NextSteps.After(OutputFolder.At("my model")).ToArray();

        Assert.Equal(
            ["mlnetcnn evaluate", "mlnetcnn score", "mlnetcnn dashboard"],
            steps.Select(s => s[s.IndexOf("mlnetcnn", StringComparison.Ordinal)..]).Select(s => string.Join(' ', s.Split(' ')[..2])));
        Assert.Contains($"'{Path.Combine("my model", "model.onnx")}'", steps[0]);
    }

    [Fact]
    public void NextSteps_InAPipe_AreNotPrinted() => Assert.DoesNotContain("mlnetcnn score", Train("piped", "--store", workplace.In("first.db")).Output);

    private CommandRun Train(string folder, params string[] args) =>
        CommandRun.Of(["train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "1", "--out", workplace.In(folder), .. args]);
}
