using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Random crops from a padded image, and mirror images; works on bytes as on floats.</summary>
internal static class CropAndFlip
{
    public static Tensor Apply(Tensor pixels, Augmentation augmentation, BatchDraws draws) =>
        Apply(pixels, augmentation, draws, byRows: pixels.device_type == DeviceType.CPU);

    /// <param name="pixels">[n, C, H, W].</param>
    /// <param name="augmentation">What to do.</param>
    /// <param name="draws">One of each an image.</param>
    /// <param name="byRows">How: either way comes to the same.</param>
    public static Tensor Apply(Tensor pixels, Augmentation augmentation, BatchDraws draws, bool byRows)
    {
        if (augmentation is { CropPadding: 0, HorizontalFlip: false, VerticalFlip: false })
            return pixels;
        var padding = augmentation.CropPadding;
        var (y, x) = (Offsets(draws.CropY, padding), Offsets(draws.CropX, padding));
        var flips = draws.Flip.Below(augmentation.HorizontalFlip ? 0.5 : 0);
        var turns = draws.VerticalFlip.Below(augmentation.VerticalFlip ? 0.5 : 0);
        return byRows ? ByRows(pixels.contiguous(), padding, y, x, flips, turns) : AsTensors(pixels, padding, y, x, flips, turns);
    }

    /// <summary>Where each image's crop begins in the padded one, from 0 to twice the padding.</summary>
    private static Tensor Offsets(Tensor draws, int padding) => draws.Times((2 * padding) + 1).to(ScalarType.Int64); // [n]

    /// <summary>For devices that have nothing against many values touched at once.</summary>
    private static Tensor AsTensors(Tensor pixels, int padding, Tensor y, Tensor x, Tensor flips, Tensor turns)
    {
        var (images, height, width) = (pixels.shape[0], pixels.shape[2], pixels.shape[3]);
        if (padding > 0)
        {
            // All crops as views of the padded images, from which each image takes one: no loop over images.
            var crops = nn.functional.pad(pixels, (padding, padding, padding, padding)) // [n, C, H + 2p, W + 2p]
                .unfold(2, height, 1).unfold(3, width, 1); // [n, C, 2p + 1, 2p + 1, H, W]
            var all = KeptScalars.Count(images, pixels.device);
            pixels = crops.permute(0, 2, 3, 1, 4, 5).index(all, y, x); // [n, C, H, W]
        }
        pixels = where(flips.view(-1, 1, 1, 1), pixels.flip(3), pixels);
        return where(turns.view(-1, 1, 1, 1), pixels.flip(2), pixels);
    }

    /// <summary>The same on the CPU: rows are copied as a whole, once, straight to where they belong.</summary>
    private static Tensor ByRows(Tensor pixels, int padding, Tensor y, Tensor x, Tensor flips, Tensor turns)
    {
        var result = empty_like(pixels);
        var (source, target) = (new TensorRows(pixels), new TensorRows(result));
        var (down, right) = (y.data<long>().ToArray(), x.data<long>().ToArray());
        var (flipped, turned) = (flips.data<bool>().ToArray(), turns.data<bool>().ToArray());
        var (height, width) = ((int)pixels.shape[2], (int)pixels.shape[3]);
        for (var i = 0; i < down.Length; i++)
        {
            var (dy, dx) = ((int)down[i] - padding, (int)right[i] - padding);
            if (pixels.dtype == ScalarType.Byte)
                Move<byte>(source[i], target[i], height, width, dy, dx, flipped[i], turned[i]);
            else
                Move(MemoryMarshal.Cast<byte, float>(source[i]), MemoryMarshal.Cast<byte, float>(target[i]), height, width, dy, dx, flipped[i], turned[i]);
        }
        return result;
    }

    /// <summary>One image: pixel (y, x) comes from (y + dy, x + dx), or is black where that is outside.</summary>
    private static void Move<T>(ReadOnlySpan<T> source, Span<T> target, int height, int width, int dy, int dx, bool flips, bool turns)
        where T : struct
    {
        var from = Math.Clamp(-dx, 0, width);
        var to = Math.Clamp(width - dx, from, width);
        for (var start = 0; start < target.Length; start += width)
        {
            var line = start / width % height;
            var row = target.Slice(turns ? start + ((height - 1 - (2 * line)) * width) : start, width);
            var y = line + dy;
            if (y < 0 || y >= height || from == to)
            {
                row.Clear();
                continue;
            }
            row[..from].Clear();
            source.Slice(start + (dy * width) + from + dx, to - from).CopyTo(row[from..to]);
            row[to..].Clear();
            if (flips)
                row.Reverse();
        }
    }
}
