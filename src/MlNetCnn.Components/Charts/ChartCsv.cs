using System.Globalization;
using CsvHelper;

namespace MlNetCnn.Components;

/// <summary>The numbers of a chart as CSV.</summary>
internal static class ChartCsv
{
    public static string Of(IEnumerable<IEnumerable<object?>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, CultureInfo.InvariantCulture))
        {
            foreach (var row in rows)
            {
                foreach (var cell in row)
                    csv.WriteField(cell);
                csv.NextRecord();
            }
        }
        return text.ToString();
    }

    /// <summary>A row for each X, a column for each curve.</summary>
    public static IEnumerable<IEnumerable<object?>> Rows(string xLabel, IReadOnlyList<ChartSeries> series)
    {
        var values = series.Select(s => s.Points.GroupBy(p => p.X).ToDictionary(g => g.Key, g => g.Last().Y)).ToArray();
        yield return [xLabel, .. series.Select(s => s.Name)];
        foreach (var x in values.SelectMany(v => v.Keys).Distinct().Order())
            yield return [x, .. values.Select(v => v.TryGetValue(x, out var y) ? y : (object?)null)];
    }
}
