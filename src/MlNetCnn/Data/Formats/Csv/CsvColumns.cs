using System.Globalization;
using CsvHelper;

namespace MlNetCnn;

/// <summary>Which field of a row is the label; all others are pixels.</summary>
internal sealed class CsvColumns
{
    private static readonly HashSet<string> LabelNames = new(StringComparer.OrdinalIgnoreCase) { "label", "labels", "class", "target", "y", "emotion", "fine_label" };

    private readonly string _file;
    private readonly int _label;
    private readonly TablePixels _pixels;

    private CsvColumns(string file, int label, int count, bool hasHeader, TablePixels pixels) =>
        (_file, _label, Count, HasHeader, _pixels) = (file, label, count, hasHeader, pixels);

    /// <summary>The fields of a row.</summary>
    public int Count { get; }

    /// <summary>Whether the first line names the columns.</summary>
    public bool HasHeader { get; }

    public TensorShape Shape => _pixels.Shape;

    /// <summary>Whether a column's name is that of labels.</summary>
    public static bool IsLabelName(string name) => LabelNames.Contains(name.Trim());

    /// <summary>Finds the columns from the first line.</summary>
    /// <exception cref="InvalidDataException">There is no label column, or the others make no image.</exception>
    public static CsvColumns Of(TreeFile table, string delimiter, string[] first, ImageLoading options)
    {
        var file = table.Shown;
        if (first.Length < 2)
            throw new InvalidDataException($"'{file}' has {first.Length} field in its first row, but needs a label and pixels: is it a CSV of images?");
        // Without a header all fields but the label are numbers.
        var hasHeader = first.Count(field => !IsPixel(field)) > 1 || first.Any(name => IsLabelName(name) || name.Trim() == options.LabelColumn && !IsPixel(name));
        var label = options.LabelColumn is { } wanted ? Place(first, wanted, hasHeader)
            : hasHeader ? Array.FindIndex(first, IsLabelName)
            : CsvLabelPlace.IsLast(table, delimiter) ? first.Length - 1 : 0;
        if (label < 0)
            throw new InvalidDataException(options.LabelColumn is { } missing
                ? $"'{file}' has no column '{missing}' in its first line: set LabelColumn to first, last, a number from 1 to {first.Length} or the name of one."
                : $"'{file}' has no label column: name it label, or set LabelColumn to its name.");
        return new CsvColumns(file, label, first.Length, hasHeader, TablePixels.Of(file, first.Length - 1, options));
    }

    public string Label(CsvParser row, int number) => row[_label].Trim() is { Length: > 0 } label ? label : throw new InvalidDataException(
        $"Row {number} of '{_file}' has no label.");

    public byte[] Pixels(CsvParser row, int number)
    {
        var pixels = new byte[Count - 1];
        for (var i = 0; i < Count; i++)
        {
            if (i == _label)
                continue;
            if (!byte.TryParse(row[i], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out pixels[i < _label ? i : i - 1]))
                throw new InvalidDataException($"Row {number}, field {i + 1} of '{_file}' is '{Shortened(row[i])}', but a pixel is a whole number from 0 to 255.");
        }
        return _pixels.Arrange(pixels);
    }

    private static bool IsPixel(string field) => byte.TryParse(field.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static int Place(string[] first, string wanted, bool hasHeader) => hasHeader && Array.FindIndex(first, name => name.Trim() == wanted) is >= 0 and var named ? named : wanted switch
    {
        "first" => 0,
        "last" => first.Length - 1,
        _ => int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= first.Length ? number - 1 : -1,
    };

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
