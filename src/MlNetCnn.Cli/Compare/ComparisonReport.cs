using MlNetCnn.Experiments;
using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class ComparisonReport
{
    // The first goes first where the console is narrow.
    private static readonly string[] LessImportant = ["p99", "p50", "model", "scoring-speed", "training-speed", "macs", "runs", "parameters", "pareto", "p"];

    public static void WriteTable(Terminal terminal, Comparison comparison)
    {
        var table = new FittingTable();
        var columns = ComparisonColumn.All.Where(c => c.IsInShortTable && (c.Key != "settings" || comparison.Rows.Any(r => r.Settings.Count > 0))).ToArray();
        foreach (var column in columns)
            _ = column.IsNumber ? table.AddNumber(column.Title, RankOf(column)) : table.AddText(column.Title, RankOf(column));
        foreach (var row in comparison.Rows)
            table.AddRow(columns.Select(c => new Text(c.Cell(row))));
        terminal.Out.Write(table.For(terminal.Out));
        if (comparison.Pruned > 0)
            terminal.Say($"{comparison.Pruned} {(comparison.Pruned == 1 ? "run was" : "runs were")} pruned before the end (successive halving) and {(comparison.Pruned == 1 ? "is" : "are")} not in the table.");
        if (comparison.Rows.Any(r => r.IsSpeedStale))
            terminal.Say("* measured on another machine");
        if (comparison.Rows.Any(r => r is { IsRanked: false, Accuracy: not null }))
            terminal.Say("Lines with other test data, or validation figures, are not ranked: no Pareto mark, no p.");
        if (comparison.Rows.Any(r => r.AccuracyInterval is not null))
            terminal.Say("In parentheses: 95 % interval of one run's accuracy, by its number of images.");
        if (comparison.Rows.Any(r => r is { Accuracy: not null, Runs.Length: > 1 }))
            terminal.Say("± sd: standard deviation over the runs' seeds, not an interval.");
        terminal.Say("Pareto: no other is at least as accurate for less (--cost).");
        if (comparison.TestNames is { Length: > 0 } tests)
            terminal.Say($"p: the chance of such a difference between equally good models ({tests}).");
    }

    private static int RankOf(ComparisonColumn column) => Array.IndexOf(LessImportant, column.Key) is >= 0 and var index ? LessImportant.Length - index : 0;

    /// <summary>The document for <c>--json</c>.</summary>
    public static object Document(Comparison comparison) => new
    {
        Rows = comparison.Rows.Select(r => new
        {
            r.Architecture,
            Runs = r.Runs.Length,
            r.TestAccuracy,
            r.ValidationAccuracy,
            r.AccuracyInterval,
            r.MacroF1,
            r.LogLoss,
            r.Parameters,
            r.Macs,
            r.WeightBytes,
            r.TrainingMemoryBytes,
            r.TrainImagesPerSecond,
            ScoreRowsPerSecond = r.Speed?.RowsPerSecond,
            LatencyMs = r.Speed is { } speed ? new { P50 = speed.LatencyP50, P99 = speed.LatencyP99 } : null,
            r.ModelBytes,
            Ranked = r.IsRanked,
            Pareto = r.IsOnParetoFront,
            r.Settings,
            SpeedStale = r.IsSpeedStale,
            PValue = r.AgainstBest?.PValue,
            Test = r.AgainstBest?.Name,
            RunIds = r.Runs.Select(run => run.Id),
        }),
        comparison.Pruned,
    };
}
