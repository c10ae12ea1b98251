namespace MlNetCnn.Experiments;

/// <summary>Images that a model was trained or measured on; the figures are null where it was not measured on them.</summary>
internal sealed record CardSplit(string Name, ImageSplit Images, string Hash, ClassificationMetrics? Metrics);
