using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// Calibration (Guo et al. 2017, <em>On Calibration of Modern Neural Networks</em>): predictions in bins of equal width by confidence,
/// <c>((m−1)/M, m/M]</c>; the first bin includes 0.
/// </summary>
/// <param name="Bins">The bins from 0 to 1.</param>
/// <param name="Error">
/// The expected calibration error (ECE): the mean over all predictions of the distance between accuracy and mean confidence in their bin,
/// from 0 to 1.
/// </param>
public sealed record Reliability(ImmutableArray<ReliabilityBin> Bins, double Error)
{
    /// <summary>The usual number of bins: 15.</summary>
    public const int DefaultBins = 15;

    /// <summary>Counts predictions.</summary>
    /// <param name="predictions">The probability of the most likely class, from 0 to 1, and whether that is the true one.</param>
    /// <param name="bins">The number of bins, at least 1. Default: 15.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no bins.</exception>
    public static Reliability Of(IEnumerable<(float Confidence, bool IsRight)> predictions, int bins = DefaultBins)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var (images, right, sum) = (new int[bins], new int[bins], new double[bins]);
        foreach (var (confidence, isRight) in predictions)
        {
            var bin = Math.Clamp((int)Math.Ceiling((double)confidence * bins) - 1, 0, bins - 1);
            images[bin]++;
            right[bin] += isRight ? 1 : 0;
            sum[bin] += confidence;
        }
        ImmutableArray<ReliabilityBin> all = [.. Enumerable.Range(0, bins).Select(i => new ReliabilityBin(
            (double)i / bins, (i + 1.0) / bins, images[i], images[i] == 0 ? 0 : (double)right[i] / images[i], images[i] == 0 ? 0 : sum[i] / images[i]))];
        return new Reliability(all, all.Sum(b => b.Images * Math.Abs(b.Accuracy - b.Confidence)) / Math.Max(1, images.Sum()));
    }
}
