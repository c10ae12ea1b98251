namespace MlNetCnn.Training;

/// <summary>The same rate at every step.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double FactorAt(long step, long totalSteps) => 1;

    internal override void Check()
    {
    }
}
