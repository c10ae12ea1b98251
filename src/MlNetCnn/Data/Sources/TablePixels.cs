namespace MlNetCnn;

/// <summary>What the values in a row of a table are: an image's pixels in some order.</summary>
internal sealed class TablePixels
{
    private readonly bool _channelsLast;

    private TablePixels(TensorShape shape, bool channelsLast) => (Shape, _channelsLast) = (shape, channelsLast);

    public TensorShape Shape { get; }

    /// <summary>The shape of images of so many values: what the options say, or a square of one or three channels.</summary>
    /// <param name="title">What errors call the table.</param>
    /// <param name="values">The values of a row.</param>
    /// <param name="options">What the options say.</param>
    /// <param name="order">The order of three channels, where the options do not say it.</param>
    /// <param name="rows">The first rows.</param>
    /// <exception cref="InvalidDataException">It is neither.</exception>
    public static TablePixels Of(string title, int values, ImageLoading options, ChannelOrder order, IEnumerable<byte[]> rows)
    {
        var shape = Shaped(options).Shape ?? Square(values, 1) ?? Square(values, 3) ?? throw new InvalidDataException(
            $"{title} has {values} pixels a row, which are no square image of one or three channels: say their shape in TableShape.");
        if (shape.Elements != values)
            throw new InvalidDataException($"{title} has {values} pixels a row, but TableShape is {shape}, which has {shape.Elements}.");
        return new TablePixels(shape, shape.Channels > 1 && (Shaped(options).IsLast || options.TableShape is null && order.IsLast(shape, rows)));
    }

    /// <summary>Whether so many values make an image.</summary>
    public static bool IsImage(int values, ImageLoading options) =>
        options.TableShape is { } shape ? shape.Elements == values : (Square(values, 1) ?? Square(values, 3)) is not null;

    /// <summary>The shape of images whose rows have dimensions: H×W, H×W×C, C×H×W, or flat.</summary>
    /// <param name="title">What errors call the array.</param>
    /// <param name="sides">The dimensions of a row.</param>
    /// <param name="options">The shape of flat rows.</param>
    /// <param name="order">The order of three channels in flat rows.</param>
    /// <param name="rows">The first rows.</param>
    /// <exception cref="InvalidDataException">They are no gray or RGB image.</exception>
    public static TablePixels Of(string title, IReadOnlyList<long> sides, ImageLoading options, ChannelOrder order, IEnumerable<byte[]> rows) => sides switch
    {
        [var height, var width] => new(Image(title, 1, height, width), channelsLast: false),
        [var height, var width, var channels and (1 or 3)] => new(Image(title, channels, height, width), channels > 1),
        [var channels and (1 or 3), var height, var width] => new(Image(title, channels, height, width), channelsLast: false),
        [var values] => Of(title, (int)values, options, order, rows),
        [_, _, 4] => throw new InvalidDataException($"{title} has images of {string.Join('×', sides)}, with four channels: leave out the fourth, such as by images[..., :3]."),
        _ => throw new InvalidDataException(
            $"{title} has images of {string.Join('×', sides)}, but H×W, H×W×1, H×W×3, 1×H×W, 3×H×W and flat ones are read: volumes, videos and other numbers of channels are not."),
    };

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

    // H×W×1 and H×W×3 are as good as C×H×W.
    private static (TensorShape? Shape, bool IsLast) Shaped(ImageLoading options) => options.TableShape switch
    {
        { Channels: not (1 or 3), Width: 1 or 3 } last => (new TensorShape(last.Width, last.Channels, last.Height), true),
        var first => (first, options.TableLayout == ImageLayout.ChannelsLast),
    };

    private static TensorShape Image(string title, long channels, long height, long width) => height is > 0 and <= ImageLoading.LargestSide && width is > 0 and <= ImageLoading.LargestSide
        ? new TensorShape((int)channels, (int)height, (int)width)
        : throw new InvalidDataException($"{title} has images of {height}×{width}, but sides from 1 to {ImageLoading.LargestSide} are read.");

    private static TensorShape? Square(int values, int channels)
    {
        var side = (int)Math.Round(Math.Sqrt((double)values / channels));
        return side > 0 && (long)side * side * channels == values ? new TensorShape(channels, side, side) : null;
    }
}
