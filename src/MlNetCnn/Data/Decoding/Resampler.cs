using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlNetCnn;

/// <summary>
/// Resizes images by the triangle filter, widened when shrinking so that every source pixel counts: bilinear with antialias as PIL's
/// Image.resize and torchvision's Resize(antialias=True) have it, but rounded once instead of after each direction.
/// </summary>
internal static class Resampler
{
    // Rows resized at once: one pixel of each of them fills a vector.
    private const int Band = 4;

    /// <summary>Resizes four interleaved bytes a pixel.</summary>
    /// <param name="source">Rows of RGBA.</param>
    /// <param name="rowBytes">From one row's start to the next.</param>
    /// <param name="size">Of the source.</param>
    /// <param name="box">The part of the source that is wanted.</param>
    /// <param name="target">Room for the rows of RGBA, without gaps.</param>
    /// <param name="targetSize">The size it gets.</param>
    public static void Resample(ReadOnlySpan<byte> source, int rowBytes, Size2d size, SourceBox box, Span<byte> target, Size2d targetSize)
    {
        var across = FilterWeights.Of(size.Width, box.Left, box.Width, targetSize.Width);
        var down = FilterWeights.Of(size.Height, box.Top, box.Height, targetSize.Height);
        var (first, last) = (down.First[0], down.First[^1] + down.Count);
        var rowFloats = targetSize.Width * 4;
        var bands = (last - first + Band - 1) / Band;
        var rented = ArrayPool<float>.Shared.Rent((bands * Band + 1) * rowFloats + Band * size.Width * 4);
        var rows = rented.AsSpan(0, bands * Band * rowFloats);
        var sum = rented.AsSpan(rows.Length, rowFloats);
        var band = rented.AsSpan(rows.Length + rowFloats, Band * size.Width * 4);
        for (var y = 0; y < bands * Band; y += Band)
        {
            for (var row = 0; row < Band; row++)
                ToFloats(source.Slice(Math.Min(first + y + row, last - 1) * rowBytes, size.Width * 4), band, row);
            Across(band, across, rows.Slice(y * rowFloats, Band * rowFloats));
        }
        for (var y = 0; y < targetSize.Height; y++)
        {
            sum.Fill(0.5f); // rounds to the nearest
            for (var k = 0; k < down.Count; k++)
                TensorPrimitives.MultiplyAddEstimate(rows.Slice((down.First[y] + k - first) * rowFloats, rowFloats), down.Of(y)[k], sum, sum);
            ToBytes(sum, target.Slice(y * rowFloats, rowFloats));
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    // A band has the first pixels of its rows, then the second ones, and so on.
    private static void ToFloats(ReadOnlySpan<byte> bytes, Span<float> band, int row)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(bytes);
        var vectors = MemoryMarshal.Cast<float, Vector128<float>>(band);
        for (var i = 0; i < pixels.Length; i++)
            vectors[i * Band + row] = Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(pixels[i]).AsByte())).AsInt32());
    }

    private static void Across(ReadOnlySpan<float> band, FilterWeights weights, Span<float> rows)
    {
        var pixels = MemoryMarshal.Cast<float, Vector512<float>>(band);
        var targets = MemoryMarshal.Cast<float, Vector128<float>>(rows);
        var width = targets.Length / Band;
        for (var x = 0; x < width; x++)
        {
            var sum = Vector512<float>.Zero;
            var factors = weights.Of(x);
            var part = pixels.Slice(weights.First[x], factors.Length);
            for (var k = 0; k < factors.Length; k++)
                sum = Vector512.MultiplyAddEstimate(part[k], Vector512.Create(factors[k]), sum);
            (targets[x], targets[width + x]) = (sum.GetLower().GetLower(), sum.GetLower().GetUpper());
            (targets[2 * width + x], targets[3 * width + x]) = (sum.GetUpper().GetLower(), sum.GetUpper().GetUpper());
        }
    }

    // The narrowing saturates, so that rounding cannot lift a full value beyond 255.
    private static void ToBytes(ReadOnlySpan<float> sum, Span<byte> target)
    {
        var pixels = MemoryMarshal.Cast<float, Vector128<float>>(sum);
        var packed = MemoryMarshal.Cast<byte, uint>(target);
        for (var i = 0; i < pixels.Length; i++)
        {
            var words = Vector128.NarrowWithSaturation(Vector128.ConvertToInt32Native(pixels[i]), Vector128<int>.Zero);
            packed[i] = Vector128.NarrowWithSaturation(words.AsUInt16(), Vector128<ushort>.Zero).AsUInt32().ToScalar();
        }
    }
}
