namespace MlNetCnn.Experiments;

/// <summary>Whether two models differ on the same test images by more than chance.</summary>
/// <param name="OnlyFirst">Images that only the first took for their class.</param>
/// <param name="OnlySecond">Images that only the second took for their class.</param>
/// <param name="PValue">
/// The probability of a difference at least as large, either way, if both were as good: McNemar's exact test (1947), a two-sided binomial
/// test on the images where they differ.
/// </param>
/// <remarks>
/// With several runs of each, over seeds, an image counts for the one that was right on it in the larger share of its runs, and not at all
/// where the shares are equal: each image counts once, however many seeds there are. The test speaks of these trained models on further
/// images, not of what further seeds would give; that is what the standard deviation is for.
/// </remarks>
public sealed record PairedTest(int OnlyFirst, int OnlySecond, double PValue)
{
    /// <summary>Compares two sets of runs on the same images.</summary>
    /// <param name="first">Whether each image was taken for its class, run by run.</param>
    /// <param name="second">The same of the others, with as many images.</param>
    internal static PairedTest Of(IReadOnlyList<bool[]> first, IReadOnlyList<bool[]> second)
    {
        var (onlyFirst, onlySecond) = (0, 0);
        for (var image = 0; image < first[0].Length; image++)
        {
            // Shares a/n and b/m, without rounding.
            var difference = (first.Count(run => run[image]) * second.Count).CompareTo(second.Count(run => run[image]) * first.Count);
            onlyFirst += difference > 0 ? 1 : 0;
            onlySecond += difference < 0 ? 1 : 0;
        }
        return new PairedTest(onlyFirst, onlySecond, TwoSided(onlyFirst, onlySecond));
    }

    /// <summary>Twice the smaller tail of a fair coin, at most 1.</summary>
    internal static double TwoSided(int heads, int tails)
    {
        var n = heads + tails;
        // C(n, k) / 2^n from term to term, in logarithms: 2^n leaves the range of numbers early.
        var term = -n * Math.Log(2);
        var sum = Math.Exp(term);
        for (var k = 1; k <= Math.Min(heads, tails); k++)
        {
            term += Math.Log(n - k + 1) - Math.Log(k);
            sum += Math.Exp(term);
        }
        return Math.Min(1, 2 * sum);
    }
}
