namespace MlNetCnn;

/// <summary>What the values in a row of a table are: an image's pixels in some order.</summary>
internal sealed class TablePixels
{
    private readonly bool _channelsLast;

    private TablePixels(TensorShape shape, bool channelsLast) => (Shape, _channelsLast) = (shape, channelsLast);

    public TensorShape Shape { get; }

    /// <summary>The shape of images of so many values: what the options say, or a square of one or three channels.</summary>
    /// <exception cref="InvalidDataException">It is neither.</exception>
    public static TablePixels Of(string path, int values, ImageLoading options)
    {
        var shape = options.TableShape ?? Square(values, 1) ?? Square(values, 3) ?? throw new InvalidDataException(
            $"'{path}' has {values} pixels a row, which are no square image of one or three channels: say their shape in TableShape.");
        if (shape.Elements != values)
            throw new InvalidDataException($"'{path}' has {values} pixels a row, but TableShape is {shape}, which has {shape.Elements}.");
        return new TablePixels(shape, options.TableLayout == ImageLayout.ChannelsLast && shape.Channels > 1);
    }

    /// <summary>The pixels channels first.</summary>
    public byte[] Arrange(byte[] values)
    {
        if (!_channelsLast)
            return values;
        var (channels, plane) = (Shape.Channels, Shape.Height * Shape.Width);
        var planes = new byte[values.Length];
        for (var i = 0; i < values.Length; i++)
            planes[i % channels * plane + i / channels] = values[i];
        return planes;
    }

    private static TensorShape? Square(int values, int channels)
    {
        var side = (int)Math.Round(Math.Sqrt((double)values / channels));
        return side > 0 && (long)side * side * channels == values ? new TensorShape(channels, side, side) : null;
    }
}
