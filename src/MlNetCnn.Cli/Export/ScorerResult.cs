namespace MlNetCnn.Cli;

/// <summary>How one scorer does.</summary>
/// <param name="Accuracy">The share of images whose class it finds.</param>
/// <param name="ImagesPerSecond">How fast it is in batches.</param>
internal sealed record ScorerResult(double Accuracy, double ImagesPerSecond);
