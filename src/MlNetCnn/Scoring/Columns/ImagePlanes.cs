using System.Buffers;

namespace MlNetCnn;

/// <summary>Takes pixels of 32 bits apart. What is transparent counts as what its color is, as in ML.NET's ExtractPixels.</summary>
internal static class ImagePlanes
{
    // Rec. 601 luma in thousandths, as ImageFile has it.
    public const int Red = 299, Green = 587, Blue = 114, Whole = 1000;

    /// <summary>Writes planes of an image of another size, resized as image files are in training.</summary>
    /// <inheritdoc cref="Copy" path="/param"/>
    public static void Resize(ReadOnlySpan<byte> pixels, bool isBlueFirst, Size2d size, TensorShape shape, ResizeMode mode, Span<byte> planes)
    {
        var rgba = ArrayPool<byte>.Shared.Rent(4 * size.Area);
        var (r, b) = isBlueFirst ? (2, 0) : (0, 2);
        for (var i = 0; i < 4 * size.Area; i += 4)
            (rgba[i], rgba[i + 1], rgba[i + 2], rgba[i + 3]) = (pixels[i + r], pixels[i + 1], pixels[i + b], 255);
        Planes.Convert(rgba, size, shape, mode, planes);
        ArrayPool<byte>.Shared.Return(rgba);
    }

    /// <summary>Writes one plane each of red, green and blue, or one of gray.</summary>
    /// <param name="pixels">[H, W, 4], blue first or red first.</param>
    /// <param name="isBlueFirst">Which.</param>
    /// <param name="planes">[3, H, W] or [1, H, W].</param>
    public static void Copy(ReadOnlySpan<byte> pixels, bool isBlueFirst, Span<byte> planes)
    {
        var count = pixels.Length / 4;
        var (r, b) = isBlueFirst ? (2, 0) : (0, 2);
        if (planes.Length == count)
        {
            for (var i = 0; i < count; i++)
            {
                var pixel = pixels.Slice(4 * i, 4);
                planes[i] = (byte)(((Red * pixel[r]) + (Green * pixel[1]) + (Blue * pixel[b]) + (Whole / 2)) / Whole);
            }
            return;
        }
        var red = planes[..count];
        var green = planes.Slice(count, count);
        var blue = planes.Slice(2 * count, count);
        for (var i = 0; i < count; i++)
        {
            var pixel = pixels.Slice(4 * i, 4);
            (red[i], green[i], blue[i]) = (pixel[r], pixel[1], pixel[b]);
        }
    }
}
