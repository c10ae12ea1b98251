using System.Globalization;
using CsvHelper;

namespace MlNetCnn;

/// <summary>The pixels in rows of separated values: a column each, or all in one with spaces between.</summary>
/// <param name="layout">Where they are.</param>
/// <param name="options">The shape of an image.</param>
/// <param name="scale">How they become bytes.</param>
/// <param name="order">The order of three channels.</param>
internal sealed class CsvPixels(CsvLayout layout, ImageLoading options, PixelScale scale, ChannelOrder order)
{
    private readonly int[] _places = [.. layout.Columns.Pixels.Select(column => column.Place)];
    private readonly string _title = layout.Table.Title;
    private TablePixels? _pixels;

    /// <summary>How the pixels of all files become bytes. Only where the first rows are not bright bytes, all are looked at.</summary>
    /// <exception cref="InvalidDataException">They are in no range that pixels are stored in.</exception>
    public static PixelScale Scale(IReadOnlyCollection<CsvLayout> layouts, CancellationToken cancellationToken)
    {
        var withPixels = layouts.Where(layout => layout.Columns.Path is null).ToArray();
        if (withPixels.All(layout => new CsvPixels(layout, new(), PixelScale.None, new()).AreBytes(cancellationToken)))
            return PixelScale.None;
        var ranges = new List<PixelRange>();
        foreach (var layout in withPixels)
        {
            var (pixels, range) = (new CsvPixels(layout, new(), PixelScale.None, new()), new PixelRange(layout.Table.Title));
            ranges.Add(range);
            foreach (var (number, row) in layout.DataRows(cancellationToken))
                range.Add(pixels.Numbers(row, number));
        }
        return ranges.Exists(range => range.IsBeyondBytes) ? PixelScale.None : PixelRange.Of(ranges); // the row is named when it is read
    }

    public ImageEntry Entry(CsvParser row, int number, string group, string foldGroup)
    {
        var bytes = Scaled(row, number);
        if (_pixels?.Shape.Elements != bytes.Length)
            _pixels = TablePixels.Of(_title, bytes.Length, options, order, layout.DataRows(default).Select(first => Scaled(first.Fields, first.Number)));
        var pixels = _pixels;
        var planes = pixels.Arrange(bytes);
        return new ImageEntry("", group, Turned(layout, pixels.Shape) ? Emnist.Upright(pixels.Shape, planes) : planes) { Raw = pixels.Shape, FoldGroup = foldGroup };
    }

    private bool AreBytes(CancellationToken cancellationToken)
    {
        var range = new PixelRange("");
        foreach (var (_, row) in layout.DataRows(cancellationToken).Take(layout.Rows))
        {
            foreach (var (_, text) in Fields(row))
                range.Add(TextForms.TryReadNumber(text, out var number) && double.IsFinite(number) ? [number] : []);
        }
        return range.AreBytes;
    }

    /// <summary>Whether a table's images lie on their side.</summary>
    public static bool Turned(CsvLayout layout, TensorShape shape) => Emnist.Has(layout.Table.File.FileName) && shape.Channels == 1 && shape.Height == shape.Width;

    private byte[] Scaled(CsvParser row, int number)
    {
        if (scale.IsNone)
            return Bytes(row, number);
        var numbers = Numbers(row, number);
        var bytes = new byte[numbers.Length];
        scale.ToBytes(numbers, bytes);
        return bytes;
    }

    private byte[] Bytes(CsvParser row, int number)
    {
        if (layout.Columns.Image is not null)
            return [.. Fields(row).Select(field => Byte(field.Text, number, field.Place))];
        var bytes = new byte[_places.Length];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = Byte(row[_places[i]], number, _places[i]);
        return bytes;
    }

    private byte Byte(string text, int number, int place) =>
        byte.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value) ? value
        : TextForms.TryReadNumber(text, out var whole) && whole is >= 0 and <= 255 && whole == Math.Floor(whole) ? (byte)whole : throw NoPixel(number, place, text);

    private double[] Numbers(CsvParser row, int number)
    {
        var numbers = new List<double>(_places.Length);
        foreach (var (place, text) in Fields(row))
            numbers.Add(TextForms.TryReadNumber(text, out var value) && double.IsFinite(value) ? value : throw NoPixel(number, place, text));
        return [.. numbers];
    }

    private IEnumerable<(int Place, string Text)> Fields(CsvParser row) => layout.Columns.Image is { } image
        ? row[image.Place].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => (image.Place, text))
        : _places.Select(place => (place, row[place]));

    private InvalidDataException NoPixel(int number, int place, string text) =>
        new($"Row {number}, field {place + 1} of {_title} is '{(text.Length <= 40 ? text : text[..40] + "…")}', but a pixel is a whole number from 0 to 255, or all are in 0 to 1.");
}
