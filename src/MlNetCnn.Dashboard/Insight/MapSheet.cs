namespace MlNetCnn.Dashboard;

/// <summary>Maps side by side in one picture, which costs a browser less than one picture each.</summary>
/// <param name="Png">The file.</param>
/// <param name="Columns">Maps in a row.</param>
/// <param name="Rows">Rows of maps.</param>
/// <param name="Shrunk">How many values' mean is a pixel, along each side; 1 where each value is one.</param>
public sealed record MapSheet(byte[] Png, int Columns, int Rows, int Shrunk)
{
    private const int LargestSide = 112;
    private const int MostPixels = 400_000;

    /// <summary>Draws maps.</summary>
    /// <param name="maps">All maps of a layer.</param>
    /// <param name="channels">Those to draw, at least one.</param>
    /// <param name="scale">The colours of each channel; where they differ in kind, each keeps its own meaning of dark and bright.</param>
    internal static MapSheet Draw(FeatureMaps maps, IReadOnlyList<int> channels, Func<int, ColorScale> scale)
    {
        var shrunk = 1;
        while (channels.Count * (long)Part(maps.Height, shrunk) * Part(maps.Width, shrunk) > MostPixels || Part(Math.Max(maps.Height, maps.Width), shrunk) > LargestSide)
            shrunk++;
        var (height, width) = (Part(maps.Height, shrunk), Part(maps.Width, shrunk));
        var columns = (int)Math.Ceiling(Math.Sqrt(channels.Count));
        var rows = Part(channels.Count, columns);
        var pixels = new byte[rows * height * columns * width];
        var hasBothSigns = channels.Any(c => scale(c).HasBothSigns);
        for (var i = 0; i < channels.Count; i++)
        {
            var colors = scale(channels[i]);
            var (top, left) = (i / columns * height, i % columns * width);
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                    pixels[(top + y) * columns * width + left + x] = Index(colors, Mean(maps, channels[i], y * shrunk, x * shrunk, shrunk), hasBothSigns);
            }
        }
        var palette = hasBothSigns ? ColorScale.BothSigns : ColorScale.OneSign;
        return new MapSheet(Dashboard.Png.WithPalette(columns * width, rows * height, pixels, palette.Span), columns, rows, shrunk);
    }

    /// <summary>One map, a pixel a value.</summary>
    internal static byte[] DrawOne(FeatureMaps maps, int channel, ColorScale scale)
    {
        var map = maps.Map(channel);
        var pixels = new byte[map.Length];
        for (var i = 0; i < map.Length; i++)
            pixels[i] = scale.Index(map[i]);
        return Dashboard.Png.WithPalette(maps.Width, maps.Height, pixels, scale.Palette.Span);
    }

    // One picture has one palette: on that for both signs, values of one sign take the half from white to orange.
    private static byte Index(ColorScale colors, float value, bool hasBothSigns) =>
        hasBothSigns && !colors.HasBothSigns ? (byte)(128 + colors.Index(value) / 2) : colors.Index(value);

    private static float Mean(FeatureMaps maps, int channel, int top, int left, int side)
    {
        if (side == 1)
            return maps.Map(channel)[top * maps.Width + left];
        var map = maps.Map(channel);
        var (sum, count) = (0.0, 0);
        for (var y = top; y < Math.Min(top + side, maps.Height); y++)
        {
            for (var x = left; x < Math.Min(left + side, maps.Width); x++, count++)
                sum += map[y * maps.Width + x];
        }
        return (float)(sum / count);
    }

    private static int Part(int whole, int parts) => (whole + parts - 1) / parts;
}
