using System.Globalization;
using CsvHelper;

namespace MlNetCnn;

/// <summary>What the columns of a file of separated values are.</summary>
/// <param name="Table">The file.</param>
/// <param name="HasHeader">Whether the first line names the columns.</param>
/// <param name="Rows">How many rows were looked at, the header line not among them.</param>
/// <param name="Columns">What they are.</param>
/// <param name="Paths">Finds the files that they name.</param>
internal sealed record CsvLayout(CsvTable Table, bool HasHeader, int Rows, TableColumns Columns, TablePaths Paths)
{
    /// <summary>Finds them from the first rows.</summary>
    /// <exception cref="InvalidDataException">There is nothing to see, or several columns could be what is looked for.</exception>
    public static CsvLayout Of(CsvTable table, ImageLoading options, TablePaths paths, CancellationToken cancellationToken)
    {
        var rows = table.Sample(cancellationToken);
        if (rows.Count == 0)
            throw new InvalidDataException($"{table.Title} has no rows.");
        var hasHeader = HasHeaderLine(rows, options);
        var values = hasHeader ? rows[1..] : rows;
        var hasNames = hasHeader && !AreCounted(rows[0]);
        SampledColumn[] columns = [.. rows[0].Select((name, place) => new SampledColumn(place, hasNames ? name.Trim() : "", [.. values.Select(row => row[place])]))];
        if (hasHeader && values.Count == 0)
            throw new InvalidDataException($"{table.Title} has no images: it has a header line, but no rows.");
        if (columns.Length < 2)
            return new CsvLayout(table, hasHeader, values.Count, new TableColumns([], null, null, [], null, null, columns.Length), paths);
        var isLabelAtAnEnd = !hasNames && options.LabelColumn is null && columns.Count(column => column.IsNumeric) >= Math.Max(2, columns.Length - 1) && !columns.Any(column => column.HasImageNames || column.HasPixels);
        if (isLabelAtAnEnd)
            options = options with { LabelColumn = CsvLabelPlace.IsLast(table, hasHeader) ? "last" : "first" };
        return new CsvLayout(table, hasHeader, values.Count, TableColumns.Of(table.Title, columns, options, column => paths.Share([.. column.Values])), paths);
    }

    /// <summary>The share of the first rows whose files are there.</summary>
    public double Found { get; } = Columns.Path is { } path ? Paths.Share([.. path.Values]) : 0;

    /// <summary>The rows after the header line.</summary>
    public IEnumerable<(int Number, CsvParser Fields)> DataRows(CancellationToken cancellationToken) => Table.Rows(cancellationToken).Skip(HasHeader ? 1 : 0);

    /// <summary>What is wrong where it has no labels.</summary>
    public InvalidDataException Unlabeled() => new(Columns.Count < 2
        ? $"{Table.Title} has {Columns.Count} field in its first row, but needs a label and pixels, or a label and a path: is it a CSV of images?"
        : $"{Table.Title} has no label column: name it label, or set LabelColumn to its name.");

    // Names that pandas gives where there are none, after that of its own column of row numbers.
    private static bool AreCounted(string[] row) => row.Length > 4 && (row[0].Trim() is "0" or "" or "Unnamed: 0") && row[0].Trim() is var first
        && row.Skip(first == "0" ? 0 : 1).Select((field, i) => field.Trim() == i.ToString(CultureInfo.InvariantCulture)).All(isNext => isNext);

    // Numbers are no names, nor are values that come again or name images.
    private static bool HasHeaderLine(List<string[]> rows, ImageLoading options)
    {
        if (AreCounted(rows[0]) && rows.Count > 1)
            return true;
        string?[] asked = [options.LabelColumn, options.ImageColumn, options.PathColumn, options.SplitColumn, options.GroupColumn];
        string[] words = [.. rows[0].Select(field => field.Trim()).Where(field => !SampledColumn.IsNumber(field))];
        return words.Any(word => SampledColumn.IsUsualName(word) || asked.Contains(word)) || words.Length > 1 && !words.Any(FileKinds.IsImage)
            && !rows[0].Where((field, place) => !SampledColumn.IsNumber(field) && rows.Skip(1).Any(row => row[place] == field)).Any();
    }
}
