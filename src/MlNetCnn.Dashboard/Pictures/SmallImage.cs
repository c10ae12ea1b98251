namespace MlNetCnn.Dashboard;

internal static class SmallImage
{
    /// <summary>Images up to this size are not resized.</summary>
    public const int LongestSide = 72;

    /// <summary>Averages squares of pixels of a C×H×W image that is larger.</summary>
    public static (TensorShape Shape, byte[] Planes) Of(TensorShape shape, ReadOnlySpan<byte> planes)
    {
        var side = (Math.Max(shape.Height, shape.Width) + LongestSide - 1) / LongestSide;
        if (side <= 1)
            return (shape, planes.ToArray());
        var small = new TensorShape(shape.Channels, Math.Max(1, shape.Height / side), Math.Max(1, shape.Width / side));
        var pixels = new byte[small.Elements];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (channel, y, x) = (i / (small.Height * small.Width), i / small.Width % small.Height, i % small.Width);
            pixels[i] = Mean(planes.Slice(channel * shape.Height * shape.Width, shape.Height * shape.Width), shape, y * side, x * side, side);
        }
        return (small, pixels);
    }

    private static byte Mean(ReadOnlySpan<byte> plane, TensorShape shape, int top, int left, int side)
    {
        var (sum, count) = (0, 0);
        for (var y = top; y < Math.Min(top + side, shape.Height); y++)
        {
            foreach (var value in plane.Slice((y * shape.Width) + left, Math.Min(side, shape.Width - left)))
                (sum, count) = (sum + value, count + 1);
        }
        return (byte)(sum / count);
    }
}
