using Spectre.Console;

namespace MlNetCnn.Cli.Tests;

public sealed class FittingTableTests
{
    private const string Sentence = "LeNet as one would write it today: ReLU for the sigmoids, max pooling for the averages.";

    [Theory]
    [InlineData(160, 5)]
    [InlineData(80, 5)]
    [InlineData(60, 4)]
    [InlineData(50, 3)]
    public void For_Width_KeepsWordsWholeAndLeavesOutTheHighestRanks(int width, int columns)
    {
        using var writer = new StringWriter();
        var console = Terminal.ConsoleOf(writer);
        console.Profile.Width = width;
        var table = new FittingTable("what there is").AddName("network").AddText("what it is").AddNumber("parameters", rank: 1).AddNumber("images a second", rank: 2).AddName("here");
        table.AddRow(new Text("lenet-relu"), new Text(Sentence), new Text("61,706"), new Text("12,345,678"), new Text("yes"));

        var shown = table.For(console);
        console.Write(shown);

        Assert.Equal(columns, shown.Columns.Count);
        Assert.All(writer.ToString().Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, width));
        Assert.All(Sentence.Split(' ').Append("lenet-relu"), word => Assert.Contains(word, writer.ToString()));
    }
}
