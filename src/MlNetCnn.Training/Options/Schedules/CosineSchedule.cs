namespace MlNetCnn.Training;

/// <summary>
/// A rate that rises in a straight line during a warm-up and then falls along half a cosine (Loshchilov and Hutter 2016). After the
/// warm-up as PyTorch's <c>CosineAnnealingLR</c>.
/// </summary>
public sealed record CosineSchedule : LearningRateSchedule
{
    /// <summary>The share of all steps during which the rate rises, from 0 up to, but not including, 1. Default: 0.</summary>
    public double WarmUp { get; init; }

    /// <summary>The factor that the rate falls towards, from 0 to 1. Default: 0.</summary>
    public double Final { get; init; }

    /// <inheritdoc/>
    public override double FactorAt(long step, long totalSteps)
    {
        var warmUp = (long)Math.Round(WarmUp * totalSteps);
        return step < warmUp
            ? (step + 1.0) / warmUp
            : Cosine(1, Final, (double)(step - warmUp) / Math.Max(1, totalSteps - warmUp));
    }

    internal override void Check()
    {
        Require(WarmUp is >= 0 and < 1, nameof(WarmUp), WarmUp, "from 0 up to, but not including, 1");
        Require(Final is >= 0 and <= 1, nameof(Final), Final, "from 0 to 1");
    }
}
