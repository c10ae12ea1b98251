using System.Text.RegularExpressions;
using Microsoft.ML;
using Spectre.Console;

namespace MlNetCnn.Cli.Tests;

public sealed class ConfusionTableTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Width_Enough_ShowsEveryCountAndTheFigures()
    {
        var shown = Show(width: 120);

        Assert.Matches(@"precision\s+recall\s+F1\s+AUC\s+AP", shown);
        Assert.Matches(@"0 circle(\s+(\d+|·)){10}(\s+\d\.\d{3}){3,5}", shown);
        Assert.Matches(@"9 drop(\s+(\d+|·)){10}(\s+\d\.\d{3}){3,5}", shown);
    }

    [Fact]
    public void Width_EnoughForCountsOnly_ShowsTheFiguresBelow()
    {
        var shown = Show(width: 70);

        Assert.All(shown.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 70));
        Assert.Matches(@"9 drop(\s+(\d+|·)){10}\s*\n", shown);
        Assert.Matches(@"(?s)each class against the others.*class\s+images\s+precision\s+recall\s+F1\s+AUC\s+AP.*circle\s+5\s", shown);
    }

    [Theory]
    [InlineData(60, @"class\s+images\s+precision\s+recall\s+F1\s+AUC\s*\n")]
    [InlineData(80, @"class\s+images\s+precision\s+recall\s+F1\s+AUC\s+AP\s*\n")]
    public void Width_Narrow_LeavesNamesWholeAndFiguresOut(int width, string heading)
    {
        var shown = Show(width).Split("each class")[1];

        Assert.Matches(heading, shown);
        Assert.Equal(10, Regex.Count(shown, @"^  [a-z]+ +\d+ .*\d\.\d{3}\s*$", RegexOptions.Multiline));
        Assert.All(shown.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, width));
    }

    [Fact]
    public void Classes_Many_ShowsThoseOfLowestF1()
    {
        var random = new Random(1);
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"class {i}")];
        // The last class has no images.
        int[] labels = [.. Enumerable.Range(0, 400).Select(i => i % 39)];
        using var writer = new StringWriter();
        var console = Terminal.ConsoleOf(writer);
        console.Profile.Width = 100;
        foreach (var table in ConfusionTable.Of(ClassificationMetrics.Of(names, labels, labels.SelectMany(_ => names.Select(_ => random.NextSingle())).ToArray()), console))
            console.Write(table);

        Assert.Contains("the most frequent mistakes", writer.ToString());
        Assert.Contains("the 15 classes of lowest F1", writer.ToString());
        Assert.DoesNotContain("class 39 ", writer.ToString().Split("lowest F1")[1]);
    }

    [Fact]
    public void Width_TooSmall_ListsTheMistakesMostFrequentFirst()
    {
        var shown = Show(width: 40);

        Assert.Contains("the most frequent mistakes", shown);
        Assert.All(shown.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 40));
        shown = shown.Split("each class")[0];
        var counts = Regex.Matches(shown, @"(\d+)\s*$", RegexOptions.Multiline).Select(m => int.Parse(m.Value)).ToArray();
        Assert.NotEmpty(counts);
        Assert.Equal(counts.OrderDescending(), counts);
    }

    private string Show(int width)
    {
        var ml = new MLContext(seed: 0);
        using var model = ModelFile.Open(ml, workplace.Onnx);
        var result = TestResult.Of(ml, model.Transformer, model.Network, ImageData.Open(workplace.WriteShapes()).Test!);
        using var writer = new StringWriter();
        var console = Terminal.ConsoleOf(writer);
        console.Profile.Width = width;
        foreach (var table in ConfusionTable.Of(result.Metrics, console))
            console.Write(table);
        return writer.ToString();
    }
}
