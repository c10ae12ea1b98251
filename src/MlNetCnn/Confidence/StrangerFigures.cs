namespace MlNetCnn;

/// <summary>How well the probability of the likeliest class tells images of the classes from strangers, images of no class.</summary>
/// <param name="Known">How many images of the classes there were.</param>
/// <param name="Strangers">How many strangers there were.</param>
/// <param name="Auroc">
/// The area under the ROC curve, from 0 to 1: how probable it is that the model is surer of an image of the classes than of a stranger; 0.5 is chance.
/// </param>
/// <param name="FprAt95Tpr">The share of strangers that count as known at the threshold at which 95 % of the images of the classes do, from 0 to 1.</param>
public sealed record StrangerFigures(int Known, int Strangers, double Auroc, double FprAt95Tpr)
{
    /// <summary>Compares the probabilities of the likeliest class.</summary>
    /// <param name="known">Of images of the classes.</param>
    /// <param name="strangers">Of images of no class.</param>
    /// <exception cref="ArgumentException">One of them has no images.</exception>
    public static StrangerFigures Of(IReadOnlyCollection<float> known, IReadOnlyCollection<float> strangers)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(strangers);
        if (known.Count == 0 || strangers.Count == 0)
            throw new ArgumentException($"{known.Count} images of the classes are compared with {strangers.Count} strangers, but some of both are needed.");
        var threshold = KnownThreshold.ForRecall(known, 0.95);
        // The Mann-Whitney statistic: equal ones count as half.
        var sorted = known.Select(c => (Confidence: c, IsKnown: true)).Concat(strangers.Select(c => (Confidence: c, IsKnown: false))).GroupBy(c => c.Confidence).OrderBy(g => g.Key);
        var (below, wins) = (0L, 0.0);
        foreach (var equals in sorted)
        {
            var (ours, others) = (equals.Count(c => c.IsKnown), equals.Count(c => !c.IsKnown));
            wins += ours * (below + (others / 2.0));
            below += others;
        }
        return new(known.Count, strangers.Count, wins / ((double)known.Count * strangers.Count), strangers.Count(c => c >= threshold) / (double)strangers.Count);
    }
}
