using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SkiaSharp;

namespace MlNetCnn;

/// <summary>Interleaved pixels turned into one plane a channel, and planes of other sizes or channel counts into the wanted ones.</summary>
internal static class Planes
{
    private static readonly Vector128<byte> ByChannel = Vector128.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);

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
        var pixels = MemoryMarshal.Cast<byte, uint>(rgba);
        for (var y = 0; y < height; y++)
        {
            var (start, step) = Row(origin, y, width, height, rowBytes / 4);
            var target = (y + frame.Top) * shape.Width + frame.Left;
            var first = planes.Slice(target, width);
            var second = shape.Channels == 1 ? default : planes.Slice(plane + target, width);
            var third = shape.Channels == 1 ? default : planes.Slice(2 * plane + target, width);
            var x = 0;
            for (; step == 1 && shape.Channels == 3 && x + 4 <= width; x += 4)
            {
                var four = OverWhite(Vector128.Create<uint>(pixels.Slice(start + x, 4)));
                var planar = Vector128.Shuffle(four.AsByte(), ByChannel).AsUInt32();
                MemoryMarshal.Write(first[x..], planar[0]);
                MemoryMarshal.Write(second[x..], planar[1]);
                MemoryMarshal.Write(third[x..], planar[2]);
            }
            for (; x < width; x++)
            {
                var pixel = OverWhite(Vector128.CreateScalar(pixels[start + x * step])).ToScalar();
                var (red, green, blue) = ((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16));
                if (shape.Channels == 1)
                    first[x] = Luma(red, green, blue);
                else
                    (first[x], second[x], third[x]) = (red, green, blue);
            }
        }
    }

    // Premultiplied colors are at most as large as alpha, so that what white adds does not carry over.
    private static Vector128<uint> OverWhite(Vector128<uint> pixels) => pixels + (~pixels >>> 24) * 0x010101u;

    /// <summary>Brings planes to another size and number of channels.</summary>
    public static void Convert(ReadOnlySpan<byte> source, TensorShape sourceShape, TensorShape shape, ResizeMode mode, Span<byte> planes)
    {
        if (sourceShape.Equals(shape))
        {
            source.CopyTo(planes);
            return;
        }
        var size = new Size2d(sourceShape.Height, sourceShape.Width);
        var rgba = ArrayPool<byte>.Shared.Rent(4 * size.Area);
        var (green, blue) = sourceShape.Channels == 1 ? (0, 0) : (size.Area, 2 * size.Area);
        for (var i = 0; i < size.Area; i++)
            (rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2], rgba[4 * i + 3]) = (source[i], source[green + i], source[blue + i], 255);
        Convert(rgba, size, shape, mode, planes);
        ArrayPool<byte>.Shared.Return(rgba);
    }

    /// <summary>Brings premultiplied RGBA, rows without gaps, to planes of another size.</summary>
    public static void Convert(ReadOnlySpan<byte> rgba, Size2d size, TensorShape shape, ResizeMode mode, Span<byte> planes)
    {
        var frame = Frame.Of(mode, size, new Size2d(shape.Height, shape.Width));
        if (frame.Box.IsWhole(frame.Inner.Width, frame.Inner.Height) && frame.Inner == size)
        {
            Write(rgba, 4 * size.Width, SKEncodedOrigin.TopLeft, frame, shape, planes);
            return;
        }
        var resized = ArrayPool<byte>.Shared.Rent(4 * frame.Inner.Area);
        Resampler.Resample(rgba, 4 * size.Width, size, frame.Box, resized, frame.Inner);
        Write(resized, 4 * frame.Inner.Width, SKEncodedOrigin.TopLeft, frame, shape, planes);
        ArrayPool<byte>.Shared.Return(resized);
    }

    private static byte Luma(int red, int green, int blue) => (byte)((299 * red + 587 * green + 114 * blue + 500) / 1000);

    // Which stored pixel the upright image's row begins with and how far its pixels are apart, for EXIF orientations 1 to 8.
    private static (int Start, int Step) Row(SKEncodedOrigin origin, int y, int width, int height, int rowPixels) => origin switch
    {
        SKEncodedOrigin.TopRight => (y * rowPixels + width - 1, -1),
        SKEncodedOrigin.BottomRight => ((height - 1 - y) * rowPixels + width - 1, -1),
        SKEncodedOrigin.BottomLeft => ((height - 1 - y) * rowPixels, 1),
        SKEncodedOrigin.LeftTop => (y, rowPixels),
        SKEncodedOrigin.RightTop => ((width - 1) * rowPixels + y, -rowPixels),
        SKEncodedOrigin.RightBottom => ((width - 1) * rowPixels + height - 1 - y, -rowPixels),
        SKEncodedOrigin.LeftBottom => (height - 1 - y, rowPixels),
        _ => (y * rowPixels, 1),
    };
}
