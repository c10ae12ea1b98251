namespace MlNetCnn;

/// <summary>Finds out whether rows without a header line begin or end with their label.</summary>
internal static class CsvLabelPlace
{
    /// <summary>Whether the last field is the label and not the first.</summary>
    /// <param name="table">The file; all its lines are looked at.</param>
    /// <param name="hasHeader">Whether the first line is not among them.</param>
    /// <exception cref="InvalidDataException">Both could be.</exception>
    public static bool IsLast(CsvTable table, bool hasHeader)
    {
        var (rows, firsts, lasts) = (0, new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var delimiter = table.Delimiter;
        using var text = new StreamReader(table.File.OpenPlain());
        if (hasHeader)
            text.ReadLine();
        while (text.ReadLine() is { } whole)
        {
            var line = whole.AsMemory().Trim();
            if (line.IsEmpty)
                continue;
            rows++;
            var (end, start) = (line.Span.IndexOf(delimiter), line.Span.LastIndexOf(delimiter) + delimiter.Length);
            firsts.GetAlternateLookup<ReadOnlySpan<char>>().Add(line.Span[..Math.Max(end, 0)].Trim(" \""));
            lasts.GetAlternateLookup<ReadOnlySpan<char>>().Add(line.Span[start..].Trim(" \""));
        }
        var (first, last) = (Likeness(firsts, rows), Likeness(lasts, rows));
        return first != last ? last > first : throw new InvalidDataException(
            $"{table.Title} has no header line, and both the first and the last field of its rows could be the label: add a header line that names one label, or set LabelColumn to first or last.");
    }

    // 3: names, which no pixel is; 2: whole numbers without a gap from 0 or 1 on, as classes are counted; 1: other numbers; 0: one value, as at an image's edge.
    private static int Likeness(HashSet<string> values, int rows)
    {
        double[] numbers = [.. values.Select(text => TextForms.TryReadNumber(text, out var number) ? number : double.NaN)];
        if (Array.Exists(numbers, double.IsNaN))
            return 3;
        if (numbers.Length < 2)
            return 0;
        var isCounted = numbers.All(number => number == Math.Floor(number)) && numbers.Min() <= 1 && numbers.Max() - numbers.Min() == numbers.Length - 1;
        return isCounted && numbers.Length <= Math.Max(2, rows / 2) ? 2 : 1;
    }
}
