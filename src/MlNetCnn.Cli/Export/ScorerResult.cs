namespace MlNetCnn.Cli;

/// <summary>Accuracy (0 to 1) and batch throughput of a scorer.</summary>
internal sealed record ScorerResult(double Accuracy, double ImagesPerSecond);
