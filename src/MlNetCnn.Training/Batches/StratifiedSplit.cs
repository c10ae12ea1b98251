using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Splits images so that each class keeps its share on both sides.</summary>
internal static class StratifiedSplit
{
    /// <summary>The positions that stay and those kept back, both in ascending order; the seed decides which.</summary>
    public static (Tensor Staying, Tensor Kept) Of(Tensor labels, double fraction, int seed)
    {
        var (staying, kept) = StratifiedPositions.Split(Array.ConvertAll(labels.data<long>().ToArray(), label => (int)label), fraction, seed);
        if (kept.Length == 0)
            throw new InvalidOperationException($"A ValidationFraction of {fraction} of {labels.shape[0]} images keeps none back: raise it, or give ValidationData.");
        return (tensor(Array.ConvertAll(staying, i => (long)i)), tensor(Array.ConvertAll(kept, i => (long)i)));
    }
}
