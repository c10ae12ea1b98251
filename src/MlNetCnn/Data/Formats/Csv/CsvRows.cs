using System.Globalization;
using CsvHelper;

namespace MlNetCnn;

/// <summary>The images of a file of separated values.</summary>
/// <param name="layout">What its columns are.</param>
/// <param name="split">What its rows are for, where no column says so; null where nothing but their folders can.</param>
/// <param name="options">The shape of an image.</param>
/// <param name="scale">How pixels become bytes.</param>
/// <param name="order">The order of three channels.</param>
/// <param name="labels">The labels of files in the tables before.</param>
internal sealed class CsvRows(CsvLayout layout, SplitKind? split, ImageLoading options, PixelScale scale, ChannelOrder order, TableLabels labels)
{
    private readonly TableColumns _columns = layout.Columns;
    private readonly string _title = layout.Table.Title;

    /// <exception cref="InvalidDataException">None of the first files is there, or a row is broken.</exception>
    public IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        if (_columns.Path is { } path && layout.Found == 0)
            throw TablePaths.NoneOf(_title, path);
        var pixels = new CsvPixels(layout, options, scale, order);
        foreach (var (number, row) in layout.DataRows(cancellationToken))
        {
            var (place, label) = ($"Row {number} of {_title}", Label(row, number));
            var told = _columns.Split is { } column ? column.Split(row[column.Place], place) : split;
            if (label.Length == 0 || told is null && _columns.Split is not null)
            {
                var name = _columns.Path is { } shown ? row[shown.Place].Trim() : string.Create(CultureInfo.InvariantCulture, $"row {number}");
                var fault = $"{place} has no {(label.Length == 0 ? "label" : $"split in its column '{_columns.Split!.Title}'")}.";
                yield return new ImageEntry(name, "", 0, () => throw new InvalidDataException(fault));
                continue;
            }
            var together = _columns.Group is { } shared ? row[shared.Place].Trim() : "";
            yield return _columns.Path is { } named
                ? layout.Paths.Entry(row[named.Place], place, told, label, labels, options.Archive.FileBytes, together)
                : pixels.Entry(row, number, TableClasses.Group(told ?? SplitKind.Train, label), together);
        }
    }

    private string Label(CsvParser row, int number)
    {
        if (_columns.IsOneHot)
        {
            Span<double> values = stackalloc double[_columns.Labels.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = TextForms.TryReadNumber(row[_columns.Labels[i].Place], out var value) ? value : double.NaN;
            return _columns.Labels[OneHot.Class(values, $"Row {number} of {_title}")].Title;
        }
        return TableLabels.Of(row[_columns.Labels[0].Place]);
    }
}
