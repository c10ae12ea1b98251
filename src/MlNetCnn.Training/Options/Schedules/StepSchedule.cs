namespace MlNetCnn.Training;

/// <summary>A rate that drops by a factor at even distances. As PyTorch's <c>StepLR</c>, with the distance as a share of the training.</summary>
public sealed record StepSchedule : LearningRateSchedule
{
    /// <summary>The distance of two drops as a share of all steps, above 0 and below 1. Default: a third, so that there are two.</summary>
    public double Every { get; init; } = 1.0 / 3;

    /// <summary>What the rate is multiplied by at each drop, above 0 and at most 1. Default: 0.1.</summary>
    public double Factor { get; init; } = 0.1;

    // The hair's breadth lets 0.1 of 30 steps be 3 steps, whichever way the product was rounded.
    /// <inheritdoc/>
    public override double FactorAt(long step, long totalSteps) => Math.Pow(Factor, Math.Floor((step / (Every * totalSteps)) + 1e-9));

    internal override void Check()
    {
        Require(Every is > 0 and < 1, nameof(Every), Every, "above 0 and below 1");
        Require(Factor is > 0 and <= 1, nameof(Factor), Factor, "above 0 and at most 1");
    }
}
