namespace MlNetCnn.Experiments;

/// <summary>Predictions with confidence in (From, To]. Accuracy and mean confidence are 0 for an empty bin.</summary>
public sealed record ReliabilityBin(double From, double To, int Images, double Accuracy, double Confidence);
