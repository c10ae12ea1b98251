namespace MlNetCnn.Experiments;

/// <summary>A model's prediction for a test image.</summary>
/// <param name="Label">The true class, counted from 0.</param>
/// <param name="Predicted">The likeliest class, counted from 0.</param>
/// <param name="Confidence">The probability of that class, from 0 to 1.</param>
/// <param name="LabelProbability">The probability given to the true class, from 0 to 1.</param>
public readonly record struct Prediction(int Label, int Predicted, float Confidence, float LabelProbability)
{
    public bool IsRight => Label == Predicted;
}
