namespace MlNetCnn;

/// <summary>The range of a data set's pixel values, and with it what they are: bytes, shares of 1, or finer steps.</summary>
/// <param name="title">What errors call the data.</param>
/// <param name="areWide">Whether they are of a type of 16 bits, of which images use 12 or all.</param>
internal sealed class PixelRange(string title, bool areWide = false)
{
    // What rounding leaves above 1 and below 0, and what values of a whole image reach.
    private const double Slack = 1e-3, Bright = 127, LowestOfSigned = -0.5;

    private readonly string _title = title;
    private readonly bool _areWide = areWide;
    private double _least = double.PositiveInfinity, _most = double.NegativeInfinity;
    private long _fractions, _shares;

    /// <summary>Whether the values can only be bytes, whatever follows.</summary>
    public bool AreBytes => _fractions == 0 && _least >= 0 && _most is > Bright and <= byte.MaxValue;

    /// <summary>Whether they are whole numbers, but not all bytes.</summary>
    public bool IsBeyondBytes => _fractions == 0 && _most > 1 && (_least < 0 || _most > byte.MaxValue);

    private bool IsUnit => _most <= 1 + Slack;

    private bool IsSigned => IsUnit && _least < -Slack;

    /// <summary>Takes some values.</summary>
    /// <exception cref="InvalidDataException">One is no number.</exception>
    public void Add(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
                throw new InvalidDataException($"{_title} has a pixel that is {(double.IsNaN(value) ? "no number (NaN)" : "infinite")}.");
            (_least, _most) = (Math.Min(_least, value), Math.Max(_most, value));
            if (value == Math.Floor(value))
                continue;
            _fractions++;
            _shares += value is > 0 and < 1 ? 1 : 0;
        }
    }

    /// <summary>How the values of all parts of a data set become bytes.</summary>
    /// <exception cref="InvalidDataException">They are in no range that pixels are stored in, or in different ones.</exception>
    public static PixelScale Of(IReadOnlyCollection<PixelRange> parts)
    {
        PixelRange[] seen = [.. parts.Where(part => part._most != 0 || part._least != 0)];
        if (seen.Length == 0)
            return PixelScale.None;
        if (Array.Find(seen, part => (part.IsUnit, part.IsSigned) != (seen[0].IsUnit, seen[0].IsSigned)) is { } other)
            throw new InvalidDataException($"{other.Title()}, but {seen[0].Title()}: save all in one range, such as 0 to 255.");
        var whole = new PixelRange(seen[0]._title, seen.All(part => part._areWide))
        {
            _least = seen.Min(part => part._least),
            _most = seen.Max(part => part._most),
            _fractions = seen.Sum(part => part._fractions),
            _shares = seen.Sum(part => part._shares),
        };
        return whole.Scale();
    }

    private PixelScale Scale() => (_least, _most) switch
    {
        ( >= -Slack, <= 1 + Slack) => new(255, 0),
        ( >= 0, <= Bright) when _fractions == 0 => PixelScale.None with { Most = _most },
        ( >= 0, <= 255) when _shares <= _fractions / 2 => PixelScale.None,
        ( >= 0, <= 4095) when _areWide => new(255.0 / 4095, 0),
        ( >= 0, <= 65535) when _areWide => new(255.0 / 65535, 0),
        ( >= -1 - Slack and < LowestOfSigned, <= 1 + Slack) => new(127.5, 127.5),
        _ => throw new InvalidDataException(
            $"{Title()}, but 0 to 1, -1 to 1, 0 to 255 and 16-bit integers are read: {(_least >= -1 && _most <= 2 ? "clip the few values outside of 0 to 1, or " : "")}save the images before they are normalized."),
    };

    private string Title() => $"{_title} has pixels from {_least:G4} to {_most:G4}";
}
