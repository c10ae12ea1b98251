namespace MlNetCnn.Components.Parts;

/// <summary>Maps side by side in one png, which loads faster than one file each.</summary>
public sealed class MapSheet
{
    private const int LargestSide = 112;
    private const int MostPixels = 400_000;

    internal MapSheet(byte[] png, int columns, int rows, int shrunk) => (Png, Columns, Rows, Shrunk) = (png, columns, rows, shrunk);

    internal byte[] Png { get; }

    internal int Columns { get; }

    internal int Rows { get; }

    /// <summary>The side of the square of values averaged into a pixel; 1 for none.</summary>
    internal int Shrunk { get; }

    /// <summary>
    /// <paramref name="channels"/> has at least one. Channels whose scales differ in kind keep their own meaning of dark and bright.
    /// </summary>
    internal static MapSheet Draw(MlNetCnn.FeatureMaps maps, IReadOnlyList<int> channels, Func<int, ColorScale> scale)
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
        return new MapSheet(MlNetCnn.Components.Png.WithPalette(columns * width, rows * height, pixels, palette.Span), columns, rows, shrunk);
    }

    /// <summary>One map with a pixel per value.</summary>
    internal static byte[] DrawOne(MlNetCnn.FeatureMaps maps, int channel, ColorScale scale)
    {
        var map = maps.Map(channel);
        var pixels = new byte[map.Length];
        for (var i = 0; i < map.Length; i++)
            pixels[i] = scale.Index(map[i]);
        return MlNetCnn.Components.Png.WithPalette(maps.Width, maps.Height, pixels, scale.Palette.Span);
    }

    // A picture has one palette: on the diverging one, scales of one sign use the half from white to orange.
    private static byte Index(ColorScale colors, float value, bool hasBothSigns) =>
        hasBothSigns && !colors.HasBothSigns ? (byte)(128 + colors.Index(value) / 2) : colors.Index(value);

    private static float Mean(MlNetCnn.FeatureMaps maps, int channel, int top, int left, int side)
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
