namespace MlNetCnn.Training;

/// <summary>
/// A rate that rises along half a cosine to the recipe's learning rate and falls along another to almost nothing (Smith and Topin 2017).
/// As PyTorch's <c>OneCycleLR</c>, but for the momentum, which stays as it is.
/// </summary>
public sealed record OneCycleSchedule : LearningRateSchedule
{
    /// <summary>The share of all steps during which the rate rises, above 0 and below 1. Default: 0.3.</summary>
    public double Rise { get; init; } = 0.3;

    /// <summary>The factor of the first step, above 0 and at most 1. Default: 1/25.</summary>
    public double Initial { get; init; } = 1.0 / 25;

    /// <summary>The factor of the last step, above 0 and at most 1. Default: 1/250,000.</summary>
    public double Final { get; init; } = 1.0 / 250_000;

    /// <inheritdoc/>
    public override double FactorAt(long step, long totalSteps)
    {
        var peak = Math.Max(0, (Rise * totalSteps) - 1);
        var last = totalSteps - 1;
        return step <= peak
            ? Cosine(Initial, 1, peak == 0 ? 1 : step / peak)
            : Cosine(1, Final, (step - peak) / (last - peak));
    }

    internal override void Check()
    {
        Require(Rise is > 0 and < 1, nameof(Rise), Rise, "above 0 and below 1");
        Require(Initial is > 0 and <= 1, nameof(Initial), Initial, "above 0 and at most 1");
        Require(Final is > 0 and <= 1, nameof(Final), Final, "above 0 and at most 1");
    }
}
