using System.Globalization;
using CsvHelper;

namespace MlNetCnn.Dashboard;

/// <summary>The numbers of a chart as CSV: a row for each X, a column for each curve.</summary>
internal static class ChartCsv
{
    public static string Of(string xLabel, IReadOnlyList<ChartSeries> series)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, CultureInfo.InvariantCulture))
        {
            var values = series.Select(s => s.Points.GroupBy(p => p.X).ToDictionary(g => g.Key, g => g.Last().Y)).ToArray();
            Write([xLabel, .. series.Select(s => s.Name)]);
            foreach (var x in values.SelectMany(v => v.Keys).Distinct().Order())
                Write([x, .. values.Select(v => v.TryGetValue(x, out var y) ? y : (object?)null)]);

            void Write(IEnumerable<object?> cells)
            {
                foreach (var cell in cells)
                    csv.WriteField(cell);
                csv.NextRecord();
            }
        }
        return text.ToString();
    }
}
