using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>What happens to each image by itself, in bytes on the processor, several images at a time.</summary>
/// <param name="augmentation">What to do.</param>
/// <param name="seed">What the random numbers follow from, with epoch and batch.</param>
/// <param name="scale">What pixels of floats are multiplied by to reach from 0 to 1.</param>
internal sealed class ImageOperations(Augmentation augmentation, int seed, float scale)
{
    private readonly ConcurrentBag<ImageCanvas> _canvases = [];

    /// <summary>The batch with its images changed, where they are not yet; on the processor then.</summary>
    /// <param name="batch">Images of bytes or floats [n, C, H, W]; they stay as they are.</param>
    /// <param name="epoch">From 1.</param>
    /// <param name="number">The batch within the epoch, from 0.</param>
    public Batch Apply(Batch batch, int epoch, int number)
    {
        if (batch.IsAugmented || !augmentation.ChangesImages)
            return batch;
        using var scope = NewDisposeScope();
        var source = batch.Pixels.cpu().contiguous();
        var result = empty_like(source);
        var (images, channels, height, width) = (source.shape[0], (int)source.shape[1], (int)source.shape[2], (int)source.shape[3]);
        var (from, to, isBytes) = (new TensorRows(source), new TensorRows(result), source.dtype == ScalarType.Byte);
        var batchSeed = RandomSeed.Of(seed, epoch, number);
        Parallel.For(
            0L, images, new ParallelOptions { MaxDegreeOfParallelism = get_num_threads() },
            () => _canvases.TryTake(out var canvas) && canvas.IsOf(channels, height, width) ? canvas : new ImageCanvas(channels, height, width),
            (i, _, canvas) =>
            {
                Read(from[i], canvas.Start(), isBytes);
                Apply(canvas, new ImageDraws(batchSeed, (int)i));
                Write(canvas.Pixels, to[i], isBytes);
                return canvas;
            },
            _canvases.Add);
        return batch with { Pixels = result.MoveToOuterDisposeScope(), IsAugmented = true };
    }

    private void Apply(ImageCanvas image, ImageDraws draws)
    {
        if (augmentation.RandomResizedCrop < 1)
            image.Crop(CropBox.Random(image.Height, image.Width, augmentation.RandomResizedCrop, augmentation.CropRatio, draws.Of(DrawPurpose.ResizedCrop)));
        if (augmentation.Rotation > 0)
            image.Move(AffineMap.Rotation(draws.Of(DrawPurpose.Rotation).Between(-augmentation.Rotation, augmentation.Rotation)));
        if (augmentation.Translation > 0)
        {
            var way = draws.Of(DrawPurpose.Translation);
            image.Move(AffineMap.Translation(
                image.Width * way.Between(-augmentation.Translation, augmentation.Translation),
                image.Height * way.Between(-augmentation.Translation, augmentation.Translation)));
        }
        var policy = draws.Of(DrawPurpose.Policy);
        if (augmentation.TrivialAugment)
            AugmentationPolicy.TrivialWide.Apply(image, null, ref policy);
        for (var i = 0; i < augmentation.RandAugment; i++)
            AugmentationPolicy.Rand.Apply(image, augmentation.RandMagnitude, ref policy);
        if (augmentation.Brightness > 0)
            image.Tones.Brightness(Factor(DrawPurpose.Brightness, augmentation.Brightness));
        if (augmentation.Contrast > 0)
            image.Tones.Contrast(Factor(DrawPurpose.Contrast, augmentation.Contrast));
        var isGray = draws.Of(DrawPurpose.Gray).Next() < augmentation.Grayscale;
        if (isGray || augmentation.Saturation > 0 || augmentation.Hue > 0)
        {
            var hue = draws.Of(DrawPurpose.Hue).Between(-augmentation.Hue, augmentation.Hue);
            image.ShiftColors(isGray ? 0 : Factor(DrawPurpose.Saturation, augmentation.Saturation), hue);
        }
        var blur = draws.Of(DrawPurpose.Blur);
        if (blur.Next() < augmentation.Blur)
            image.Blur(blur.Between(0.1, augmentation.BlurSigma));

        double Factor(DrawPurpose purpose, double range) => draws.Of(purpose).Between(1 - range, 1 + range);
    }

    private void Read(ReadOnlySpan<byte> row, Span<byte> image, bool isBytes)
    {
        if (isBytes)
        {
            row.CopyTo(image);
            return;
        }
        var floats = MemoryMarshal.Cast<byte, float>(row);
        for (var i = 0; i < image.Length; i++)
            image[i] = (byte)Math.Clamp((floats[i] * scale * 255) + 0.5f, 0, 255);
    }

    private void Write(ReadOnlySpan<byte> image, Span<byte> row, bool isBytes)
    {
        if (isBytes)
        {
            image.CopyTo(row);
            return;
        }
        var floats = MemoryMarshal.Cast<byte, float>(row);
        for (var i = 0; i < image.Length; i++)
            floats[i] = image[i] / (255 * scale);
    }
}
