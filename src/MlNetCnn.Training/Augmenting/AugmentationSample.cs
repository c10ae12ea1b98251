using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>What training would make of some images at random, as pictures.</summary>
internal static class AugmentationSample
{
    /// <summary>Draws the images as they would be in the first batch of the first epochs, were they that batch.</summary>
    /// <param name="pixels">N·C·H·W bytes, the images one after another.</param>
    /// <param name="shape">The shape of one, <c>C×H×W</c>.</param>
    /// <param name="options">The augmentation, which must be there, the seed, and the normalization, which says what blank is.</param>
    /// <param name="epochs">How many times each is drawn.</param>
    /// <returns>For each epoch N·C·H·W bytes.</returns>
    /// <exception cref="ArgumentException">The normalization is for another number of channels.</exception>
    /// <exception cref="LibTorchException">libtorch could not be loaded.</exception>
    public static byte[][] Draw(byte[] pixels, TensorShape shape, TrainingOptions options, int epochs)
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        var count = pixels.Length / shape.Elements;
        var batch = new Batch(tensor(pixels, [count, shape.Channels, shape.Height, shape.Width]), zeros(count, ScalarType.Int64)); // [n, C, H, W] bytes
        var preprocessing = Normalized(batch.Pixels, shape.Channels, options.Normalization);
        using var preparation = new BatchPreparation(preprocessing, options.Augmentation!, options.Seed, CPU);
        return [.. Enumerable.Range(1, epochs).Select(epoch => Picture(preparation.Prepare(batch, epoch, number: 0).Pixels, preprocessing))];
    }

    // Of so few images what is measured is not what it is of all; only the tone of blanks depends on it.
    private static Preprocessing Normalized(Tensor pixels, int channels, Normalization normalization)
    {
        if (normalization.IsMeasured)
        {
            var statistics = new ChannelStatistics(channels);
            statistics.Add(pixels);
            return statistics.ApplyTo(Preprocessing.Bytes);
        }
        var given = Preprocessing.Bytes with { Mean = normalization.Mean, Std = normalization.Std };
        given.Check(channels);
        return given;
    }

    private static byte[] Picture(Tensor prepared, Preprocessing preprocessing)
    {
        if (!preprocessing.Mean.IsEmpty)
        {
            long[] perChannel = [1, preprocessing.Mean.Length, 1, 1];
            prepared = prepared.mul(tensor(preprocessing.Std.ToArray(), perChannel)).Plus(tensor(preprocessing.Mean.ToArray(), perChannel));
        }
        return [.. prepared.Over(preprocessing.Scale).round().Clamp_(0, 255).to(ScalarType.Byte).contiguous().data<byte>()];
    }
}
