using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>
/// Calibration (Guo et al. 2017): predictions in bins of equal width by confidence, <c>((m−1)/M, m/M]</c>; the first bin includes 0.
/// </summary>
/// <param name="Bins">The bins from 0 to 1.</param>
/// <param name="Error">
/// The expected calibration error: the mean over all predictions of the distance between accuracy and mean confidence in their bin, from 0 to 1.
/// </param>
public sealed record Reliability(ImmutableArray<ReliabilityBin> Bins, double Error)
{
    public const int DefaultBins = 15;

    /// <summary>Needs at least one bin.</summary>
    public static Reliability Of(IReadOnlyCollection<Prediction> predictions, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var (images, right, confidence) = (new int[bins], new int[bins], new double[bins]);
        foreach (var prediction in predictions)
        {
            var bin = Math.Clamp((int)Math.Ceiling((double)prediction.Confidence * bins) - 1, 0, bins - 1);
            images[bin]++;
            right[bin] += prediction.IsRight ? 1 : 0;
            confidence[bin] += prediction.Confidence;
        }
        ImmutableArray<ReliabilityBin> all = [.. Enumerable.Range(0, bins).Select(i => new ReliabilityBin(
            (double)i / bins, (i + 1.0) / bins, images[i], images[i] == 0 ? 0 : (double)right[i] / images[i], images[i] == 0 ? 0 : confidence[i] / images[i]))];
        return new Reliability(all, all.Sum(b => b.Images * Math.Abs(b.Accuracy - b.Confidence)) / Math.Max(1, predictions.Count));
    }
}
