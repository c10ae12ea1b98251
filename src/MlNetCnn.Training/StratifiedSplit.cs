using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Splits images so that each class keeps its share on both sides.</summary>
internal static class StratifiedSplit
{
    /// <summary>The positions that stay and those kept back, both in ascending order; the seed decides which.</summary>
    public static (Tensor Staying, Tensor Kept) Of(Tensor labels, double fraction, int seed)
    {
        var random = new Random(seed);
        var kept = new List<long>();
        var rest = new List<long>();
        foreach (var group in labels.data<long>().ToArray().Select((label, position) => (label, position)).GroupBy(i => i.label).OrderBy(g => g.Key))
        {
            var positions = group.Select(i => (long)i.position).ToArray();
            random.Shuffle(positions);
            // At least one image of each class stays for training.
            var count = Math.Min((int)Math.Round(positions.Length * fraction), positions.Length - 1);
            kept.AddRange(positions.Take(count));
            rest.AddRange(positions.Skip(count));
        }
        if (kept.Count == 0)
            throw new InvalidOperationException($"A ValidationFraction of {fraction} of {labels.shape[0]} images keeps none back: raise it, or give ValidationData.");
        kept.Sort();
        rest.Sort();
        return (tensor(rest.ToArray()), tensor(kept.ToArray()));
    }
}
