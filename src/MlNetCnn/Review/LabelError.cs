namespace MlNetCnn;

/// <summary>An image whose label looks wrong.</summary>
/// <param name="Image">Its number, counted from 0.</param>
/// <param name="Label">The class it is labeled with.</param>
/// <param name="Suggested">The likeliest other class.</param>
/// <param name="LabelProbability">The probability of the label, 0 to 1.</param>
/// <param name="SuggestedProbability">The probability of the class suggested, 0 to 1.</param>
public sealed record LabelError(int Image, int Label, int Suggested, float LabelProbability, float SuggestedProbability)
{
    /// <summary>The normalized margin, −1 to 0: the probability of the label less that of the class suggested.</summary>
    public float Margin => LabelProbability - SuggestedProbability;
}
