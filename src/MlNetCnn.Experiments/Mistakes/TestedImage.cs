namespace MlNetCnn.Experiments;

public readonly record struct TestedImage(int Index, Prediction Prediction);
