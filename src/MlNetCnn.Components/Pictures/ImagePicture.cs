namespace MlNetCnn.Components;

/// <summary>Input images of networks as pictures for a browser.</summary>
internal static class ImagePicture
{
    /// <summary>Takes C·H·W bytes. With other than 1 or 3 channels, shows the first.</summary>
    public static byte[] ToPng(TensorShape shape, ReadOnlySpan<byte> planes)
    {
        var area = shape.Height * shape.Width;
        return shape.Channels == 3
            ? Png.Color(shape.Width, shape.Height, Interleaved(planes, area))
            : Png.Gray(shape.Width, shape.Height, planes[..area]);
    }

    /// <summary>A 1×H×W or 3×H×W image (C·H·W bytes) under a heat map of values from 0 up, stretched bilinearly to its size.</summary>
    public static byte[] WithHeat(TensorShape shape, ReadOnlySpan<byte> planes, MlNetCnn.FeatureMaps heat, ColorScale scale)
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

    private static float Between(MlNetCnn.FeatureMaps map, float row, float column)
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
