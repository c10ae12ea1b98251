using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace MlNetCnn.Experiments;

internal static class ComparisonDocument
{
    private static readonly (string Name, Func<ComparisonRow, object?> Value)[] Fields =
    [
        ("architecture", r => r.Architecture),
        ("settings", r => r.SettingsText),
        ("runs", r => r.Runs.Length),
        ("testAccuracyMean", r => r.TestAccuracy?.Mean),
        ("testAccuracySd", r => r.TestAccuracy?.Sd),
        ("validationAccuracyMean", r => r.ValidationAccuracy?.Mean),
        ("validationAccuracySd", r => r.ValidationAccuracy?.Sd),
        ("accuracyLower", r => r.AccuracyInterval?.Lower),
        ("accuracyUpper", r => r.AccuracyInterval?.Upper),
        ("macroF1", r => r.MacroF1),
        ("logLoss", r => r.LogLoss),
        ("parameters", r => r.Parameters),
        ("macs", r => r.Macs),
        ("weightBytes", r => r.WeightBytes),
        ("trainingMemoryBytes", r => r.TrainingMemoryBytes),
        ("trainImagesPerSecond", r => r.TrainImagesPerSecond),
        ("scoreRowsPerSecond", r => r.Speed?.RowsPerSecond),
        ("latencyMsP50", r => r.Speed?.LatencyP50),
        ("latencyMsP99", r => r.Speed?.LatencyP99),
        ("modelBytes", r => r.ModelBytes),
        ("ranked", r => r.IsRanked ? "true" : "false"),
        ("pareto", r => r.IsOnParetoFront ? "true" : "false"),
        ("speedStale", r => r.IsSpeedStale ? "true" : "false"),
        ("pValue", r => r.AgainstBest?.PValue),
        ("test", r => r.AgainstBest?.Name),
    ];

    public static string Markdown(Comparison comparison)
    {
        var table = new MarkdownTable([.. ComparisonColumn.All.Select(c => (c.Title, c.IsNumber))]);
        foreach (var row in comparison.Rows)
            table.Add([.. ComparisonColumn.All.Select(c => c.Cell(row))]);
        return string.Join('\n', table.Lines());
    }

    public static string Csv(Comparison comparison)
    {
        using var text = new StringWriter();
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true))
        {
            Write(csv, Fields.Select(f => (object?)f.Name));
            foreach (var row in comparison.Rows)
                Write(csv, Fields.Select(f => f.Value(row)));
        }
        return $"{text}".TrimEnd('\n');
    }

    private static void Write(CsvWriter csv, IEnumerable<object?> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell);
        csv.NextRecord();
    }
}
