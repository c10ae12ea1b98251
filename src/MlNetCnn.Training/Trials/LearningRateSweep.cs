namespace MlNetCnn.Training;

/// <summary>The rates a learning-rate finder tries, evenly spread over their logarithms.</summary>
public sealed record LearningRateSweep
{
    /// <summary>The first rate, above 0. Default: 1e-6.</summary>
    public double From { get; init; } = 1e-6;

    /// <summary>The last rate, above the first. Default: 10.</summary>
    public double To { get; init; } = 10;

    /// <summary>The steps, one batch each, at least 10. Default: 100.</summary>
    public int Steps { get; init; } = 100;

    /// <summary>How much of the losses so far stays in the smoothed loss at each step, from 0 up to, but not including, 1. Default: 0.9.</summary>
    public double Smoothing { get; init; } = 0.9;

    /// <summary>The rate at a step, from 0.</summary>
    internal double RateAt(int step) => From * Math.Pow(To / From, (double)step / (Steps - 1));

    internal void Check()
    {
        Require(From > 0 && double.IsFinite(From), nameof(From), From, "above 0");
        Require(To > From && double.IsFinite(To), nameof(To), To, $"above the first rate, {From}");
        Require(Steps >= 10, nameof(Steps), Steps, "at least 10");
        Require(Smoothing is >= 0 and < 1, nameof(Smoothing), Smoothing, "from 0 up to, but not including, 1");
    }

    private static void Require(bool condition, string option, double value, string needed)
    {
        if (!condition)
            throw new ArgumentException($"The learning-rate sweep's {option} is {value}, but must be {needed}.");
    }
}
