namespace MlNetCnn;

/// <summary>A table in Markdown, its columns as wide as their longest cells so that the source can be read too.</summary>
internal sealed class MarkdownTable(params IReadOnlyList<(string Title, bool IsNumber)> columns)
{
    private readonly List<IReadOnlyList<string>> _rows = [[.. columns.Select(c => c.Title)]];

    /// <summary>Adds a line of one cell a column.</summary>
    public void Add(params IReadOnlyList<string> cells) => _rows.Add([.. cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal))]);

    public IEnumerable<string> Lines()
    {
        int[] widths = [.. columns.Select((_, i) => Math.Max(3, _rows.Max(row => row[i].Length)))];
        yield return Line(_rows[0]);
        yield return $"|{string.Join('|', columns.Select((c, i) => new string('-', widths[i] + 1) + (c.IsNumber ? ':' : '-')))}|";
        foreach (var row in _rows.Skip(1))
            yield return Line(row);

        string Line(IReadOnlyList<string> row) =>
            $"| {string.Join(" | ", row.Select((cell, i) => columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])))} |";
    }
}
