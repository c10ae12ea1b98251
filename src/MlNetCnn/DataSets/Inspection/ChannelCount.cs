using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// Counts the values 0 to 255 of each channel, in parallel. From the counts mean and standard deviation follow exactly, whatever the number
/// of threads.
/// </summary>
internal static class ChannelCount
{
    private const int Values = 256;

    public static ImmutableArray<ChannelFigures> Of(ImageSplit images, CancellationToken cancellationToken)
    {
        var (channels, plane) = (images.Shape.Channels, images.Shape.Height * images.Shape.Width);
        var total = new long[channels * Values];
        Parallel.For(
            0, images.Count, new ParallelOptions { CancellationToken = cancellationToken },
            () => (Counts: new long[channels * Values], Pixels: new byte[images.Shape.Elements]),
            (i, _, own) =>
            {
                images.CopyImage(i, own.Pixels);
                for (var c = 0; c < channels; c++)
                {
                    var counts = own.Counts.AsSpan(c * Values, Values);
                    foreach (var value in own.Pixels.AsSpan(c * plane, plane))
                        counts[value]++;
                }
                return own;
            },
            own =>
            {
                lock (total)
                {
                    for (var i = 0; i < total.Length; i++)
                        total[i] += own.Counts[i];
                }
            });
        return [.. Enumerable.Range(0, channels).Select(c => Figures(total.AsSpan(c * Values, Values)))];
    }

    private static ChannelFigures Figures(ReadOnlySpan<long> counts)
    {
        var (n, sum, squares) = (0L, 0L, 0L);
        for (var value = 0L; value < Values; value++)
        {
            var count = counts[(int)value];
            (n, sum, squares) = (n + count, sum + count * value, squares + count * value * value);
        }
        var mean = (double)sum / n;
        return new(mean / 255, Math.Sqrt(Math.Max(0, (double)squares / n - mean * mean)) / 255);
    }
}
