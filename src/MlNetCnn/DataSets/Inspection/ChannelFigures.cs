namespace MlNetCnn;

/// <summary>One channel of all training images.</summary>
/// <param name="Mean">The mean of its values, 0–1.</param>
/// <param name="StandardDeviation">Their standard deviation, 0–0.5.</param>
public readonly record struct ChannelFigures(double Mean, double StandardDeviation);
