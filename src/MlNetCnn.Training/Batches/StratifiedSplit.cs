using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Splits images so that each class keeps its share on both sides.</summary>
internal static class StratifiedSplit
{
    /// <summary>The positions that stay and those kept back, both in ascending order; the seed decides which.</summary>
    /// <param name="labels">The class of each image [n].</param>
    /// <param name="groups">The group of each image, whose images stay together; none without groups.</param>
    /// <param name="fraction">The share kept back, above 0 and below 1.</param>
    /// <param name="seed">The same seed gives the same positions.</param>
    public static (Tensor Staying, Tensor Kept) Of(Tensor labels, IReadOnlyList<string> groups, double fraction, int seed)
    {
        var classes = Array.ConvertAll(labels.data<long>().ToArray(), label => (int)label);
        var (staying, kept) = groups.Count == 0 ? StratifiedPositions.Split(classes, fraction, seed) : GroupedPositions.Split(classes, groups, fraction, seed);
        if (kept.Length == 0)
        {
            throw new InvalidOperationException($"A ValidationFraction of {fraction} of {labels.shape[0]} images keeps none back"
                + $"{(groups.Count == 0 ? "" : ", as each class is in too few groups")}: raise it, or give ValidationData.");
        }
        return (tensor(Array.ConvertAll(staying, i => (long)i)), tensor(Array.ConvertAll(kept, i => (long)i)));
    }
}
