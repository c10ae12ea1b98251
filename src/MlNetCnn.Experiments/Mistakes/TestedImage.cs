namespace MlNetCnn.Experiments;

/// <summary>A test image and what a model took it for.</summary>
/// <param name="Index">The image, counted from 0.</param>
/// <param name="Prediction">What it was taken for.</param>
public readonly record struct TestedImage(int Index, Prediction Prediction);
