namespace MlNetCnn;

/// <summary>Predictions with confidence in (From, To].</summary>
/// <param name="From">The lower limit, from 0 to 1; the first bin includes it.</param>
/// <param name="To">The upper limit, from 0 to 1.</param>
/// <param name="Images">The number of predictions.</param>
/// <param name="Accuracy">The fraction of right ones, from 0 to 1; 0 for an empty bin.</param>
/// <param name="Confidence">The mean confidence, from 0 to 1; 0 for an empty bin.</param>
public sealed record ReliabilityBin(double From, double To, int Images, double Accuracy, double Confidence);
