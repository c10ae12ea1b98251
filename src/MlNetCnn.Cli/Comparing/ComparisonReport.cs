using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using MlNetCnn.Cli.Output;
using MlNetCnn.Experiments;
using Spectre.Console;

namespace MlNetCnn.Cli.Comparing;

/// <summary>A comparison as tables for people and documents for programs.</summary>
internal static class ComparisonReport
{
    private static readonly (string Title, bool IsNumber, bool IsInShortTable, Func<ComparisonRow, string> Cell)[] Columns =
    [
        ("network", false, true, r => r.Architecture),
        ("settings", false, true, Settings),
        ("runs", true, true, r => $"{r.Runs.Length}"),
        ("test accuracy", true, true, r => r.TestAccuracy is { } a ? Text($"{a.Mean:0.0000}{(r.Runs.Length > 1 ? $" ± {a.Sd:0.0000}" : "")}") : ""),
        ("macro F1", true, false, r => Text($"{r.MacroF1:0.0000}")),
        ("log-loss", true, false, r => Text($"{r.LogLoss:0.0000}")),
        ("parameters", true, true, r => Quantity.Count(r.Parameters)),
        ("MACs", true, true, r => Quantity.Count(r.Macs)),
        ("weights", true, false, r => Quantity.Bytes(r.WeightBytes)),
        ("training memory", true, false, r => Quantity.Bytes(r.TrainingMemoryBytes)),
        ("training images/s", true, true, r => Text($"{r.TrainImagesPerSecond:N0}")),
        ("scoring rows/s", true, true, r => Text($"{r.Speed?.RowsPerSecond:N0}{Stale(r)}")),
        ("p50 ms", true, true, r => Text($"{r.Speed?.LatencyP50:0.000}{Stale(r)}")),
        ("p99 ms", true, true, r => Text($"{r.Speed?.LatencyP99:0.000}{Stale(r)}")),
        ("model", true, true, r => Quantity.Bytes(r.ModelBytes)),
        ("Pareto", false, true, r => r.IsOnParetoFront ? "yes" : ""),
        ("p against best", true, true, r => Text($"{r.AgainstBest?.PValue:0.000}")),
    ];

    public static void WriteTable(Terminal terminal, Comparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple);
        var columns = Columns.Where(c => c.IsInShortTable && (c.Title != "settings" || comparison.Rows.Any(r => r.Settings.Count > 0))).ToArray();
        foreach (var (title, isNumber, _, _) in columns)
            table.AddColumn(title, c => (c.Alignment, c.NoWrap) = (isNumber ? Justify.Right : Justify.Left, title is "settings" or "test accuracy"));
        foreach (var row in comparison.Rows)
            table.AddRow(columns.Select(c => new Text(c.Cell(row))));
        terminal.Out.Write(table);
        if (comparison.Rows.Any(r => r.IsSpeedStale))
            terminal.Say("* measured on another machine");
        terminal.Say("Pareto: no other is at least as accurate for less (--cost). p: the chance of such a difference between equally good models (McNemar's exact test).");
    }

    public static void WriteMarkdown(Terminal terminal, Comparison comparison)
    {
        var table = new MarkdownTable([.. Columns.Select(c => (c.Title, c.IsNumber))]);
        foreach (var row in comparison.Rows)
            table.Add([.. Columns.Select(c => c.Cell(row))]);
        foreach (var line in table.Lines())
            terminal.Say(line);
    }

    public static void WriteCsv(Terminal terminal, Comparison comparison)
    {
        using var text = new StringWriter();
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true))
        {
            WriteLine(csv, "architecture", "settings", "runs", "testAccuracyMean", "testAccuracySd", "macroF1", "logLoss", "parameters", "macs", "weightBytes",
                "trainingMemoryBytes", "trainImagesPerSecond", "scoreRowsPerSecond", "latencyMsP50", "latencyMsP99", "modelBytes", "pareto", "speedStale", "pValue");
            foreach (var r in comparison.Rows)
            {
                WriteLine(csv, r.Architecture, Settings(r), r.Runs.Length, r.TestAccuracy?.Mean, r.TestAccuracy?.Sd, r.MacroF1, r.LogLoss, r.Parameters, r.Macs, r.WeightBytes,
                    r.TrainingMemoryBytes, r.TrainImagesPerSecond, r.Speed?.RowsPerSecond, r.Speed?.LatencyP50, r.Speed?.LatencyP99, r.ModelBytes,
                    r.IsOnParetoFront ? "true" : "false", r.IsSpeedStale ? "true" : "false", r.AgainstBest?.PValue);
            }
        }
        terminal.Say($"{text}".TrimEnd('\n'));
    }

    /// <summary>What <c>--json</c> prints.</summary>
    public static object Document(Comparison comparison) => new
    {
        Rows = comparison.Rows.Select(r => new
        {
            r.Architecture,
            Runs = r.Runs.Length,
            r.TestAccuracy,
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
            Pareto = r.IsOnParetoFront,
            r.Settings,
            SpeedStale = r.IsSpeedStale,
            PValue = r.AgainstBest?.PValue,
            RunIds = r.Runs.Select(run => run.Id),
        }),
    };

    private static void WriteLine(CsvWriter csv, params object?[] cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell);
        csv.NextRecord();
    }

    private static string Settings(ComparisonRow row) => string.Join(' ', row.Settings.Select(s => $"{s.Key}={s.Value}"));

    private static string Stale(ComparisonRow row) => row is { IsSpeedStale: true, Speed: not null } ? "*" : "";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
