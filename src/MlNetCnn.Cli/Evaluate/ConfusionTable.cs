using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>
/// The confusion matrix with the figures of each class beside it, or below it where it fits alone, else the most frequent mistakes.
/// </summary>
internal static class ConfusionTable
{
    private const int MistakesShown = 15;
    private const int MostClassesShown = 30;

    private static readonly (string Title, Func<ClassMetrics, double?> Value, int Rank)[] Figures =
        [("precision", c => c.Precision, 1), ("recall", c => c.Recall, 1), ("F1", c => c.F1, 0), ("AUC", c => c.RocAuc, 3), ("AP", c => c.AveragePrecision, 4)];

    public static IEnumerable<Table> Of(ClassificationMetrics metrics, IAnsiConsole console)
    {
        if (Matrix(metrics, withFigures: true) is var whole && FittingTable.Fits(whole, console))
            return [whole];
        return [Matrix(metrics, withFigures: false) is var counts && FittingTable.Fits(counts, console) ? counts : Mistakes(metrics), OfClasses(metrics).For(console)];
    }

    private static Table Matrix(ClassificationMetrics metrics, bool withFigures)
    {
        var table = new Table().Border(TableBorder.Simple).Title("rows: true class, columns: predicted class").AddColumn("", c => c.NoWrap());
        for (var j = 0; j < metrics.Classes.Length; j++)
            AddNumber(table, $"{j}");
        foreach (var (title, _, _) in withFigures ? Figures : [])
            AddNumber(table, title);
        for (var i = 0; i < metrics.Classes.Length; i++)
        {
            table.AddRow([
                new Text($"{i} {metrics.ClassNames[i]}"),
                .. metrics.Confusion[i].Select((count, j) => Cell(count, isRight: i == j)),
                .. (withFigures ? Figures : []).Select(f => Number(f.Value(metrics.Classes[i]))),
            ]);
        }
        return table;
    }

    private static FittingTable OfClasses(ClassificationMetrics metrics)
    {
        var isCut = metrics.Classes.Length > MostClassesShown;
        var table = new FittingTable(isCut ? $"the {MistakesShown} classes of lowest F1" : "each class against the others").AddText("class").AddNumber("images", rank: 2);
        foreach (var (title, _, rank) in Figures)
            table.AddNumber(title, rank);
        foreach (var of in isCut ? metrics.Classes.Where(c => c.F1 is not null).OrderBy(c => c.F1).Take(MistakesShown) : metrics.Classes)
            table.AddRow([new Text(of.Name), new Text($"{of.Images:N0}"), .. Figures.Select(f => Number(f.Value(of)))]);
        return table;
    }

    private static void AddNumber(Table table, string title) => table.AddColumn(title, c => c.RightAligned().NoWrap().Padding(1, 0));

    private static Text Number(double? value) => new(value is null ? "" : $"{value:0.000}");

    private static Text Cell(int count, bool isRight) =>
        new(count == 0 ? "·" : $"{count}", new Style(decoration: isRight ? Decoration.Bold : count == 0 ? Decoration.Dim : Decoration.None));

    private static Table Mistakes(ClassificationMetrics metrics)
    {
        var table = new Table().Border(TableBorder.Simple).Title("the most frequent mistakes")
            .AddColumn("true class").AddColumn("taken for").AddColumn("images", c => c.RightAligned().NoWrap());
        var mistakes = from i in Enumerable.Range(0, metrics.Classes.Length)
                       from j in Enumerable.Range(0, metrics.Classes.Length)
                       where i != j && metrics.Confusion[i][j] > 0
                       orderby metrics.Confusion[i][j] descending
                       select (True: metrics.ClassNames[i], Predicted: metrics.ClassNames[j], Count: metrics.Confusion[i][j]);
        foreach (var mistake in mistakes.Take(MistakesShown))
            table.AddRow(new Text(mistake.True), new Text(mistake.Predicted), new Text($"{mistake.Count:N0}"));
        return table;
    }
}
