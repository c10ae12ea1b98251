using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace MlNetCnn.Experiments;

/// <summary>A significance test between two models, or two sets of runs over seeds, on the same test images.</summary>
/// <param name="OnlyFirst">Images that the first took for their class more often: in the larger share of its runs.</param>
/// <param name="OnlySecond">Images that the second did.</param>
/// <param name="PValue">The probability of a difference at least as large, either way, if both were as good.</param>
/// <param name="Kind">The test that gave it.</param>
public sealed record PairedTest(int OnlyFirst, int OnlySecond, double PValue, PairedTestKind Kind)
{
    // Above this, the sum of the signs is close enough to normal.
    private const int MostExact = 200;

    public string Name => Describe(Kind);

    internal static string Describe(PairedTestKind kind) => kind switch
    {
        PairedTestKind.McNemar => "McNemar's exact test",
        PairedTestKind.Images => "permutation test over images, one side having one seed",
        _ => "the larger p of Welch's t-test over seeds and a permutation test over images",
    };

    /// <summary>Compares two sets of runs on the same images: for each run, whether each image was classified correctly.</summary>
    internal static PairedTest Of(IReadOnlyList<bool[]> first, IReadOnlyList<bool[]> second)
    {
        // The difference a/n − b/m, scaled to integers: a·m − b·n.
        int[] differences = [.. Enumerable.Range(0, first[0].Length)
            .Select(image => (first.Count(run => run[image]) * second.Count) - (second.Count(run => run[image]) * first.Count)).Where(d => d != 0)];
        var (onlyFirst, onlySecond) = (differences.Count(d => d > 0), differences.Count(d => d < 0));
        if (first.Count == 1 && second.Count == 1)
            return new(onlyFirst, onlySecond, TwoSided(onlyFirst, onlySecond), PairedTestKind.McNemar);
        var overImages = SignFlips(differences);
        return first.Count == 1 || second.Count == 1
            ? new(onlyFirst, onlySecond, overImages, PairedTestKind.Images)
            : new(onlyFirst, onlySecond, Math.Max(overImages, Welch(Accuracies(first), Accuracies(second))), PairedTestKind.SeedsAndImages);
    }

    /// <summary>Twice the smaller tail of a fair coin, at most 1.</summary>
    internal static double TwoSided(int heads, int tails) => Math.Min(1, 2 * Binomial.CDF(0.5, heads + tails, Math.Min(heads, tails)));

    /// <summary>The probability that the sum is at least as far from 0 when each number gets a random sign.</summary>
    internal static double SignFlips(int[] numbers)
    {
        var sum = Math.Abs(numbers.Sum(d => (long)d));
        if (numbers.Length > MostExact)
            return SpecialFunctions.Erfc(sum / Math.Sqrt(2 * numbers.Sum(d => (double)d * d)));
        // The probability of every sum, from −largest to largest.
        var largest = numbers.Sum(Math.Abs);
        var chance = new double[(2 * largest) + 1];
        chance[largest] = 1;
        foreach (var step in numbers.Select(Math.Abs))
        {
            var next = new double[chance.Length];
            for (var i = 0; i < chance.Length; i++)
            {
                if (chance[i] == 0)
                    continue;
                next[i - step] += chance[i] / 2;
                next[i + step] += chance[i] / 2;
            }
            chance = next;
        }
        return Math.Min(1, chance.Where((_, i) => Math.Abs(i - largest) >= sum).Sum());
    }

    /// <summary>Two-sided p-value of Welch's t-test; at least two values each.</summary>
    internal static double Welch(double[] first, double[] second)
    {
        var (a, b) = (MeanAndDeviation.Of(first), MeanAndDeviation.Of(second));
        var (va, vb) = (a.Sd * a.Sd / first.Length, b.Sd * b.Sd / second.Length);
        if (va + vb == 0)
            return a.Mean == b.Mean ? 1 : 0;
        var t = Math.Abs(a.Mean - b.Mean) / Math.Sqrt(va + vb);
        var freedom = (va + vb) * (va + vb) / ((va * va / (first.Length - 1)) + (vb * vb / (second.Length - 1)));
        return 2 * StudentT.CDF(0, 1, freedom, -t);
    }

    private static double[] Accuracies(IReadOnlyList<bool[]> runs) => [.. runs.Select(run => run.Count(right => right) / (double)run.Length)];
}
