namespace MlNetCnn.Experiments;

/// <summary>Predictions of about the same confidence.</summary>
/// <param name="From">The least confidence, which does not count any more.</param>
/// <param name="To">The greatest, which does.</param>
/// <param name="Images">How many predictions.</param>
/// <param name="Accuracy">The share of them that were right; 0 where there are none.</param>
/// <param name="Confidence">The mean of their confidence; 0 where there are none.</param>
public sealed record ReliabilityBin(double From, double To, int Images, double Accuracy, double Confidence);
