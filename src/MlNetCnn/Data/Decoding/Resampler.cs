using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlNetCnn;

/// <summary>
/// Resizes images by the triangle filter, widened when shrinking so that every source pixel counts: bilinear with antialias as PIL's
/// Image.resize and torchvision's Resize(antialias=True) have it, but rounded once instead of after each direction.
/// </summary>
internal static class Resampler
{
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
        var (first, last) = (down.First[0], down.First[^1] + down.Count[^1]);
        var rowFloats = targetSize.Width * 4;
        var rented = ArrayPool<float>.Shared.Rent((last - first + 1) * rowFloats);
        var rows = rented.AsSpan(0, (last - first) * rowFloats);
        var sum = rented.AsSpan((last - first) * rowFloats, rowFloats);
        for (var y = first; y < last; y++)
            Across(source.Slice(y * rowBytes, size.Width * 4), across, rows.Slice((y - first) * rowFloats, rowFloats));
        for (var y = 0; y < targetSize.Height; y++)
        {
            sum.Fill(0.5f); // rounds to the nearest
            for (var k = 0; k < down.Count[y]; k++)
                AddScaled(rows.Slice((down.First[y] + k - first) * rowFloats, rowFloats), down.Of(y)[k], sum);
            ToBytes(sum, target.Slice(y * rowFloats, rowFloats));
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    private static void Across(ReadOnlySpan<byte> source, FilterWeights weights, Span<float> target)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(source);
        var sums = MemoryMarshal.Cast<float, Vector128<float>>(target);
        for (var x = 0; x < sums.Length; x++)
        {
            var sum = Vector128<float>.Zero;
            var part = pixels.Slice(weights.First[x], weights.Count[x]);
            var factors = weights.Of(x);
            for (var k = 0; k < part.Length; k++)
            {
                var words = Vector128.WidenLower(Vector128.CreateScalarUnsafe(part[k]).AsByte());
                sum = Vector128.MultiplyAddEstimate(Vector128.ConvertToSingle(Vector128.WidenLower(words).AsInt32()), Vector128.Create(factors[k]), sum);
            }
            sums[x] = sum;
        }
    }

    private static void AddScaled(ReadOnlySpan<float> row, float factor, Span<float> sum)
    {
        var vectors = MemoryMarshal.Cast<float, Vector128<float>>(row);
        var sums = MemoryMarshal.Cast<float, Vector128<float>>(sum);
        for (var i = 0; i < sums.Length; i++)
            sums[i] = Vector128.MultiplyAddEstimate(vectors[i], Vector128.Create(factor), sums[i]);
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
