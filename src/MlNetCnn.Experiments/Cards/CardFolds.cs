namespace MlNetCnn.Experiments;

/// <summary>A cross-validation that was made before the model was trained on all images, with the figures of all its predictions together.</summary>
internal sealed record CardFolds(int Count, ClassificationMetrics Pooled, double MeanAccuracy, double AccuracySd);
