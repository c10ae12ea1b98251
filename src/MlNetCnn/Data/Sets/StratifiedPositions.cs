using System.Globalization;

namespace MlNetCnn;

/// <summary>Splits images so that each class keeps its share on both sides.</summary>
internal static class StratifiedPositions
{
    /// <summary>The positions that stay and those kept back, both in ascending order; the seed decides which.</summary>
    /// <param name="labels">The class of each image.</param>
    /// <param name="fraction">The share kept back, above 0 and below 1.</param>
    /// <param name="seed">The same seed gives the same positions.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is out of its range.</exception>
    public static (int[] Staying, int[] Kept) Split(ReadOnlySpan<int> labels, double fraction, int seed)
    {
        if (fraction is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The share kept back must be above 0 and below 1.");
        var random = new Random(seed);
        var kept = new List<int>();
        var rest = new List<int>();
        foreach (var group in labels.ToArray().Select((label, position) => (label, position)).GroupBy(i => i.label).OrderBy(g => g.Key))
        {
            int[] positions = [.. group.Select(i => i.position)];
            random.Shuffle(positions);
            // At least one image of each class stays.
            var count = Math.Min((int)Math.Round(positions.Length * fraction), positions.Length - 1);
            kept.AddRange(positions.Take(count));
            rest.AddRange(positions.Skip(count));
        }
        kept.Sort();
        rest.Sort();
        return ([.. rest], [.. kept]);
    }

    /// <summary>Why nothing was kept back, and what would.</summary>
    public static string NothingKept(ReadOnlySpan<int> labels, double fraction)
    {
        var most = labels.ToArray().CountBy(label => label).Max(count => count.Value);
        return string.Create(CultureInfo.InvariantCulture, $"A share of {fraction} keeps none of {labels.Length} images back: ")
            + (most < 2 ? "that takes at least 2 images of a class." : string.Create(CultureInfo.InvariantCulture, $"raise it above {0.5 / most:0.###}."));
    }
}
