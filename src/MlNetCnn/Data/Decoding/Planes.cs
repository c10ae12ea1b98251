using System.Buffers;
using SkiaSharp;

namespace MlNetCnn;

/// <summary>Interleaved pixels turned into one plane a channel, and planes of other sizes or channel counts into the wanted ones.</summary>
internal static class Planes
{
    /// <summary>Writes an image, turned upright, into its frame of the planes; what the frame leaves is black.</summary>
    /// <param name="rgba">Premultiplied RGBA of the frame's inner size, as stored.</param>
    /// <param name="rowBytes">From one stored row's start to the next.</param>
    /// <param name="origin">Where the stored image's first pixel is seen.</param>
    /// <param name="frame">Where the upright image lies in the target.</param>
    /// <param name="shape">Of the target.</param>
    /// <param name="planes">C·H·W bytes.</param>
    public static void Write(ReadOnlySpan<byte> rgba, int rowBytes, SKEncodedOrigin origin, Frame frame, TensorShape shape, Span<byte> planes)
    {
        var (width, height, plane) = (frame.Inner.Width, frame.Inner.Height, shape.Height * shape.Width);
        if (frame.Inner != new Size2d(shape.Height, shape.Width))
            planes.Clear();
        for (var y = 0; y < height; y++)
        {
            var (start, step) = Row(origin, y, width, height, rowBytes);
            var target = planes[((y + frame.Top) * shape.Width + frame.Left)..];
            for (var x = 0; x < width; x++)
            {
                var pixel = rgba.Slice(start + x * step, 4);
                var white = 255 - pixel[3];
                var (red, green, blue) = (pixel[0] + white, pixel[1] + white, pixel[2] + white);
                if (shape.Channels == 1)
                    target[x] = Luma(red, green, blue);
                else
                    (target[x], target[plane + x], target[2 * plane + x]) = ((byte)red, (byte)green, (byte)blue);
            }
        }
    }

    /// <summary>Brings planes to another size and number of channels.</summary>
    public static void Convert(ReadOnlySpan<byte> source, TensorShape sourceShape, TensorShape shape, ResizeMode mode, Span<byte> planes)
    {
        if (sourceShape.Equals(shape))
        {
            source.CopyTo(planes);
            return;
        }
        var size = new Size2d(sourceShape.Height, sourceShape.Width);
        var frame = Frame.Of(mode, size, new Size2d(shape.Height, shape.Width));
        var rgba = ArrayPool<byte>.Shared.Rent(4 * size.Area);
        var (green, blue) = sourceShape.Channels == 1 ? (0, 0) : (size.Area, 2 * size.Area);
        for (var i = 0; i < size.Area; i++)
            (rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2], rgba[4 * i + 3]) = (source[i], source[green + i], source[blue + i], 255);
        if (frame.Box.IsWhole(frame.Inner.Width, frame.Inner.Height))
        {
            Write(rgba, 4 * size.Width, SKEncodedOrigin.TopLeft, frame, shape, planes);
        }
        else
        {
            var resized = ArrayPool<byte>.Shared.Rent(4 * frame.Inner.Area);
            Resampler.Resample(rgba, 4 * size.Width, size, frame.Box, resized, frame.Inner);
            Write(resized, 4 * frame.Inner.Width, SKEncodedOrigin.TopLeft, frame, shape, planes);
            ArrayPool<byte>.Shared.Return(resized);
        }
        ArrayPool<byte>.Shared.Return(rgba);
    }

    private static byte Luma(int red, int green, int blue) => (byte)((299 * red + 587 * green + 114 * blue + 500) / 1000);

    // Where the upright image's row begins in the stored one and how far its pixels are apart, for EXIF orientations 1 to 8.
    private static (int Start, int Step) Row(SKEncodedOrigin origin, int y, int width, int height, int rowBytes) => origin switch
    {
        SKEncodedOrigin.TopRight => (y * rowBytes + 4 * (width - 1), -4),
        SKEncodedOrigin.BottomRight => ((height - 1 - y) * rowBytes + 4 * (width - 1), -4),
        SKEncodedOrigin.BottomLeft => ((height - 1 - y) * rowBytes, 4),
        SKEncodedOrigin.LeftTop => (4 * y, rowBytes),
        SKEncodedOrigin.RightTop => ((width - 1) * rowBytes + 4 * y, -rowBytes),
        SKEncodedOrigin.RightBottom => ((width - 1) * rowBytes + 4 * (height - 1 - y), -rowBytes),
        SKEncodedOrigin.LeftBottom => (4 * (height - 1 - y), rowBytes),
        _ => (y * rowBytes, 4),
    };
}
