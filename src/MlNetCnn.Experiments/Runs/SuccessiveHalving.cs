using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>
/// How a sweep prunes: after each of a few epochs, the rungs, only the best choices continue (successive halving, Jamieson and Talwalkar
/// 2016; the inner loop of Hyperband, Li et al. 2018). Stored with each run, so that any process on the store can decide.
/// </summary>
/// <param name="Factor">One in so many choices goes on from a rung, at least 2.</param>
/// <param name="Rungs">The epochs, from low to high.</param>
internal sealed record SuccessiveHalving(int Factor, ImmutableArray<int> Rungs)
{
    /// <summary>Rungs at 1/factor, 1/factor², … of the epochs, rounded down, until one choice is left.</summary>
    /// <exception cref="ArgumentException">There is no rung: too few epochs, or a single choice.</exception>
    public static SuccessiveHalving Of(int factor, int epochs, int choices)
    {
        if (factor < 2)
            throw new ArgumentException($"The factor of halving is {factor}, but must be at least 2.");
        if (choices < 2)
            throw new ArgumentException("Halving needs at least two choices, but there is one: give more networks or values, or leave halving out.");
        if (epochs < factor)
            throw new ArgumentException($"Halving by {factor} needs at least {factor} epochs, but there {(epochs == 1 ? "is 1" : $"are {epochs}")}: train for more, or leave halving out.");
        var rungs = new Stack<int>();
        var halving = new SuccessiveHalving(factor, []);
        for (var (left, epoch) = (choices, epochs / factor); left > 1 && epoch > 0; (left, epoch) = (halving.Kept(left), epoch / factor))
            rungs.Push(epoch);
        return halving with { Rungs = [.. rungs] };
    }

    /// <summary>The number of choices that continue.</summary>
    public int Kept(int choices) => (choices + Factor - 1) / Factor;

    /// <summary>The next rung, or null.</summary>
    public int? After(int rung) => Rungs.Where(r => r > rung).Select(r => (int?)r).FirstOrDefault();
}
