using Microsoft.ML;
using Spectre.Console;

namespace MlNetCnn.Cli.Tests;

public sealed class ConfusionTableTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Width_Enough_ShowsEveryCountAndTheRecall()
    {
        var shown = Show(width: 80);

        Assert.Matches(@"0 circle(\s+(\d+|·)){10}\s+\d\.\d{3}", shown);
        Assert.Matches(@"9 drop(\s+(\d+|·)){10}\s+\d\.\d{3}", shown);
    }

    [Fact]
    public void Width_TooSmall_ListsTheMistakesMostFrequentFirst()
    {
        var shown = Show(width: 40);

        Assert.Contains("the most frequent mistakes", shown);
        Assert.All(shown.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 40));
        var counts = System.Text.RegularExpressions.Regex.Matches(shown, @"(\d+)\s*$", System.Text.RegularExpressions.RegexOptions.Multiline).Select(m => int.Parse(m.Value)).ToArray();
        Assert.NotEmpty(counts);
        Assert.Equal(counts.OrderDescending(), counts);
    }

    private string Show(int width)
    {
        var ml = new MLContext(seed: 0);
        using var model = ModelFile.Open(ml, workplace.Onnx);
        var result = TestResult.Of(ml, model.Transformer, ImageData.Open(workplace.WriteShapes()).Test!);
        using var writer = new StringWriter();
        var console = Terminal.ConsoleOf(writer);
        console.Profile.Width = width;
        console.Write(ConfusionTable.Of(result, width));
        return writer.ToString();
    }
}
