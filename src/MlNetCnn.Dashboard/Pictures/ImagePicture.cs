namespace MlNetCnn.Dashboard;

/// <summary>An image that a network reads, as a picture that a browser shows.</summary>
internal static class ImagePicture
{
    /// <summary>The png of an image.</summary>
    /// <param name="shape">1×H×W, 3×H×W; of any other number of channels the first is shown.</param>
    /// <param name="planes">C·H·W bytes, channels first.</param>
    public static byte[] ToPng(TensorShape shape, ReadOnlySpan<byte> planes)
    {
        var area = shape.Height * shape.Width;
        return shape.Channels == 3
            ? Png.Color(shape.Width, shape.Height, Interleaved(planes, area))
            : Png.Grey(shape.Width, shape.Height, planes[..area]);
    }

    /// <summary>The image in grey or colour below a heat map that is stretched to its size, bilinearly.</summary>
    /// <param name="shape">1×H×W or 3×H×W.</param>
    /// <param name="planes">C·H·W bytes, channels first.</param>
    /// <param name="heat">One map of values from 0 up.</param>
    /// <param name="scale">The colours of its values.</param>
    public static byte[] WithHeat(TensorShape shape, ReadOnlySpan<byte> planes, FeatureMaps heat, ColorScale scale)
    {
        var (height, width, area) = (shape.Height, shape.Width, shape.Height * shape.Width);
        var colors = new byte[3 * area];
        for (var i = 0; i < area; i++)
        {
            var value = Between(heat, (i / width + 0.5f) * heat.Height / height - 0.5f, (i % width + 0.5f) * heat.Width / width - 0.5f);
            var color = scale.Palette.Span.Slice(3 * scale.Index(value), 3);
            for (var c = 0; c < 3; c++)
                colors[3 * i + c] = (byte)((planes[shape.Channels == 3 ? c * area + i : i] + color[c]) / 2);
        }
        return Png.Color(width, height, colors);
    }

    private static byte[] Interleaved(ReadOnlySpan<byte> planes, int area)
    {
        var colors = new byte[3 * area];
        for (var i = 0; i < area; i++)
        {
            for (var c = 0; c < 3; c++)
                colors[3 * i + c] = planes[c * area + i];
        }
        return colors;
    }

    private static float Between(FeatureMaps map, float row, float column)
    {
        var values = map.Map(0);
        row = Math.Clamp(row, 0, map.Height - 1);
        column = Math.Clamp(column, 0, map.Width - 1);
        var (top, left) = ((int)row, (int)column);
        var (bottom, right) = (Math.Min(top + 1, map.Height - 1), Math.Min(left + 1, map.Width - 1));
        var (y, x) = (row - top, column - left);
        return (1 - y) * ((1 - x) * values[top * map.Width + left] + x * values[top * map.Width + right])
            + y * ((1 - x) * values[bottom * map.Width + left] + x * values[bottom * map.Width + right]);
    }
}
