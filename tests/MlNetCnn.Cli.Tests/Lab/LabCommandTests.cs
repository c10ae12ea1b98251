using System.CommandLine;
using MlNetCnn.Textbook;

namespace MlNetCnn.Cli.Tests;

public class LabCommandTests
{
    [Fact]
    public void Corr2d_NotebooksNumbers_PrintsTheOutputAsJson() =>
        Assert.Equal(
            "[[19,25],[37,43]]",
            LabInvocation.Json("corr2d", "--input", "0 1 2;3 4 5;6 7 8", "--kernel", "0 1;2 3")["output"]!.ToJsonString());

    [Fact]
    public void Corr2d_PaddingAndStride_AreUsedAndReported()
    {
        var json = LabInvocation.Json("corr2d", "--padding", "1x1", "--stride", "3x2");

        Assert.Equal("[[0,8],[6,8]]", json["output"]!.ToJsonString());
        Assert.Equal("""{"height":1,"width":1}""", json["padding"]!.ToJsonString());
        Assert.Equal("""{"height":3,"width":2}""", json["stride"]!.ToJsonString());
    }

    [Fact]
    public void Corr2d_ForPeople_DrawsTheOutputWithoutEscapeCodes()
    {
        var (exitCode, output) = LabInvocation.Run("corr2d");

        Assert.Equal(0, exitCode);
        Assert.Contains("output  2×2", output);
        Assert.Contains("│ 19 │ 25 │", output);
        Assert.Contains("│ 37 │ 43 │", output);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public void MultiIn_NotebooksNumbers_SumsTheChannels() =>
        Assert.Equal("[[56,72],[104,120]]", LabInvocation.Json("multi-in")["output"]!.ToJsonString());

    [Fact]
    public void MultiInOut_KernelsTyped_StacksTheOutputs() =>
        Assert.Equal(
            "[[[56,72],[104,120]],[[76,100],[148,172]],[[96,128],[192,224]]]",
            LabInvocation.Json(
                "multi-in-out", "--input", "0 1 2;3 4 5;6 7 8|1 2 3;4 5 6;7 8 9",
                "--kernel", "0 1;2 3|1 2;3 4/1 2;3 4|2 3;4 5/2 3;4 5|3 4;5 6")["output"]!.ToJsonString());

    [Fact]
    public void Conv1x1_RandomNumbers_EqualsTheGeneralOneAndFollowsTheSeed()
    {
        var json = LabInvocation.Json("conv1x1", "--seed", "4");

        Assert.InRange(json["largestDifference"]!.GetValue<double>(), 0, 1e-6);
        Assert.Equal(json.ToJsonString(), LabInvocation.Json("conv1x1", "--seed", "4").ToJsonString());
        Assert.NotEqual(json.ToJsonString(), LabInvocation.Json("conv1x1", "--seed", "5").ToJsonString());
    }

    [Fact]
    public void Conv1x1_NumbersTyped_MixesTheChannels() =>
        Assert.Equal(
            "[[[21,42]],[[9,18]]]",
            LabInvocation.Json("conv1x1", "--input", "1 2|10 20", "--kernel", "1|2/-1|1")["output"]!.ToJsonString());

    [Theory]
    [InlineData("[[10]]", "--window", "3")]
    [InlineData("[[5,7],[13,15]]", "--window", "3", "--padding", "1", "--stride", "2")]
    [InlineData("[[5,7],[13,15]]", "--mode", "max", "--window", "2x3", "--stride", "2x3", "--padding", "0x1")]
    [InlineData("[[2,3],[5,6]]", "--mode", "avg", "--window", "2", "--stride", "1", "--input", "0 1 2;3 4 5;6 7 8")]
    [InlineData("[[[2.5]],[[6.5]]]", "--mode", "avg", "--input", "1 2;3 4|5 6;7 8")]
    public void Pool_NotebooksNumbers_PrintsTheOutput(string output, params string[] options) =>
        Assert.Equal(output, LabInvocation.Json(["pool", .. options])["output"]!.ToJsonString());

    [Fact]
    public void Edge_NotebooksImage_FindsEdgesOnlyUpright()
    {
        var json = LabInvocation.Json("edge");

        Assert.Equal(6, json["output"]!.AsArray().Count(row => row!.ToJsonString() == "[0,1,0,0,0,-1,0]"));
        Assert.Equal(8, json["outputOfTransposed"]!.AsArray().Count(row => row!.ToJsonString() == "[0,0,0,0,0]"));
    }

    [Fact]
    public void LearnKernel_Standard_PrintsTenStepsTowardsTheKernel()
    {
        var json = LabInvocation.Json("learn-kernel", "--seed", "3");

        var losses = json["steps"]!.AsArray().Select(step => step!["loss"]!.GetValue<double>()).ToArray();
        Assert.Equal(10, losses.Length);
        Assert.InRange(losses[9], 0, 0.02 * losses[0]);
        Assert.InRange(json["kernel"]![0]![0]!.GetValue<float>(), 0.9f, 1.1f);
        Assert.InRange(json["kernel"]![0]![1]!.GetValue<float>(), -1.1f, -0.9f);
    }

    [Fact]
    public void LearnKernel_ForPeople_PrintsOneRowAnIteration()
    {
        var (_, output) = LabInvocation.Run("learn-kernel", "--iterations", "3", "--learning-rate", "0.01");

        Assert.Equal(3, output.Split('\n').Count(line => line.Contains("[[", StringComparison.Ordinal)));
    }

    [Fact]
    public void LearnKernel_Diverging_StillPrintsValidJson() =>
        Assert.Equal(
            "NaN", LabInvocation.Json("learn-kernel", "--learning-rate", "1e300", "--iterations", "2")["steps"]![1]!["loss"]!.GetValue<string>());

    [Fact]
    public void List_EveryCase_MatchesWithATick()
    {
        var (exitCode, output) = LabInvocation.Run("list");

        Assert.Equal(0, exitCode);
        Assert.Equal(NotebookCases.All.Count, output.Count(c => c == '✓'));
        Assert.Contains("21 of 21 cases match.", output);
        Assert.DoesNotContain("✗", output);
    }

    [Fact]
    public void List_Json_HasExpectedBesideComputed()
    {
        var json = LabInvocation.Json("list");

        Assert.Equal(NotebookCases.All.Count, json["matched"]!.GetValue<int>());
        Assert.Equal(
            """{"section":"7.2","title":"Cross-correlation of 0…8 with 0…3","expected":"[[19,25],[37,43]]","computed":"[[19,25],[37,43]]","matches":true}""",
            json["cases"]![0]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public void List_CaseThatDiffers_IsCrossedAndExitsOne()
    {
        var wrong = NotebookCase.Values("0.0", "Wrong", new float[,] { { 1 } }, NotebookSetup.Correlation(new float[,] { { 2 } }, new float[,] { { 1 } }));
        var command = new Command("list");
        command.SetAction(result => ListCommand.Run([wrong], result, json: false));

        var (exitCode, output) = LabInvocation.Run(command);

        Assert.Equal(1, exitCode);
        Assert.Contains("✗", output);
        Assert.Contains("0 of 1 cases match.", output);
    }

    [Theory]
    [InlineData("Row 2 of '1 2;3' has 1 numbers, but row 1 has 2: give every row the same number.", "corr2d", "--input", "1 2;3")]
    [InlineData("'x' in '1 x' is not a number: write numbers like 3 or -0.5.", "multi-in", "--kernel", "1 x")]
    [InlineData(
        "'1x' is not a height and a width: write them joined by 'x', like 2x3, or one number for both.", "pool", "--window", "1x")]
    public void Lab_TextNotReadable_ThrowsOneSentence(string message, params string[] arguments) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => LabInvocation.Run(arguments)).Message);

    [Theory]
    [InlineData(
        "A window of 1×4 does not fit into an input of 3×3 with padding 0×0, which is 3×3 in all: take a smaller window or more padding.",
        "corr2d", "--kernel", "1 2 3 4")]
    [InlineData("The number of iterations is 0, but it must be at least 1.", "learn-kernel", "--iterations", "0")]
    [InlineData("The stride is 0×1, but it must be at least 1 both ways.", "pool", "--stride", "0x1")]
    [InlineData(
        "The input has 2 channels (2×3×3), but the kernel is for 1 (1×1×2): give the kernel one slice for each input channel.",
        "multi-in", "--kernel", "1 2")]
    public void Lab_NumbersThatDoNotFit_ThrowsOneSentence(string message, params string[] arguments) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => LabInvocation.Run(arguments)).Message);

    [Fact]
    public void Pool_UnknownMode_IsWrongUsage() =>
        Assert.Contains(LabCommand.Create().Parse(["pool", "--mode", "median"]).Errors, error => error.Message.Contains("median"));
}
