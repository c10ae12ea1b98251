namespace MlNetCnn;

/// <summary>The range of a data set's pixel values, and with it what they are: bytes, shares of 1, or finer steps.</summary>
internal sealed class PixelRange
{
    private double _least = double.PositiveInfinity, _most = double.NegativeInfinity;

    public bool IsAboveOne => _most > 1;

    /// <summary>Takes some values.</summary>
    /// <exception cref="InvalidDataException">One is no number.</exception>
    public void Add(ReadOnlySpan<double> values, string title)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
                throw new InvalidDataException($"{title} has a pixel that is {(double.IsNaN(value) ? "no number (NaN)" : "infinite")}.");
            _least = Math.Min(_least, value);
            _most = Math.Max(_most, value);
        }
    }

    /// <summary>How they become bytes.</summary>
    /// <param name="title">What errors call the data.</param>
    /// <param name="areWide">Whether they are of a type of 16 bits, of which images use 12 or all.</param>
    /// <exception cref="InvalidDataException">They are in no range that pixels are stored in.</exception>
    public PixelScale Scale(string title, bool areWide = false) => (_least, _most) switch
    {
        ( >= 0, <= 1) => new(255, 0),
        ( >= 0, <= 255) => PixelScale.None,
        ( >= 0, <= 4095) when areWide => new(255.0 / 4095, 0),
        ( >= 0, <= 65535) when areWide => new(255.0 / 65535, 0),
        ( >= -1, <= 1) => new(127.5, 127.5),
        _ => throw new InvalidDataException(
            $"{title} has pixels from {_least:G4} to {_most:G4}, but 0 to 1, -1 to 1, 0 to 255 and 16-bit integers are read: save the images before they are normalized."),
    };
}
