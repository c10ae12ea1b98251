using Spectre.Console;
using Spectre.Console.Rendering;

namespace MlNetCnn.Cli;

/// <summary>The confusion matrix where it fits into the width, else the most frequent mistakes.</summary>
internal static class ConfusionTable
{
    private const int MistakesShown = 15;

    public static IRenderable Of(TestResult result, int width)
    {
        var counts = result.Confusion;
        var cell = Math.Max(counts.Max(row => row.Max()), counts.Length - 1).ToString().Length + 2;
        var names = result.ClassNames.Max(n => n.Length) + counts.Length.ToString().Length + 3;
        return names + cell * counts.Length + "recall".Length + 6 <= width ? Matrix(result, counts) : Mistakes(result, counts);
    }

    private static Table Matrix(TestResult result, int[][] counts)
    {
        var table = new Table().Border(TableBorder.Simple).Title("rows: true class, columns: predicted class").AddColumn("", c => c.NoWrap());
        for (var j = 0; j < counts.Length; j++)
            table.AddColumn($"{j}", c => c.RightAligned().NoWrap().Padding(1, 0));
        table.AddColumn("recall", c => c.RightAligned().NoWrap());
        for (var i = 0; i < counts.Length; i++)
        {
            table.AddRow([
                new Text($"{i} {result.ClassNames[i]}"),
                .. counts[i].Select((count, j) => Cell(count, isRight: i == j)),
                new Text(counts[i].Sum() == 0 ? "" : $"{(double)counts[i][i] / counts[i].Sum():0.000}"),
            ]);
        }
        return table;
    }

    private static Text Cell(int count, bool isRight) =>
        new(count == 0 ? "·" : $"{count}", new Style(decoration: isRight ? Decoration.Bold : count == 0 ? Decoration.Dim : Decoration.None));

    private static Table Mistakes(TestResult result, int[][] counts)
    {
        var table = new Table().Border(TableBorder.Simple).Title("the most frequent mistakes")
            .AddColumn("true class").AddColumn("taken for").AddColumn("images", c => c.RightAligned().NoWrap());
        var mistakes = from i in Enumerable.Range(0, counts.Length)
                       from j in Enumerable.Range(0, counts.Length)
                       where i != j && counts[i][j] > 0
                       orderby counts[i][j] descending
                       select (True: result.ClassNames[i], Predicted: result.ClassNames[j], Count: counts[i][j]);
        foreach (var mistake in mistakes.Take(MistakesShown))
            table.AddRow(new Text(mistake.True), new Text(mistake.Predicted), new Text($"{mistake.Count:N0}"));
        return table;
    }
}
