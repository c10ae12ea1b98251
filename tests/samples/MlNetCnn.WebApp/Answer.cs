namespace MlNetCnn.WebApp;

/// <summary>What the app says of an image.</summary>
/// <param name="Label">The likeliest class.</param>
/// <param name="Probabilities">For each class its probability; they sum to 1.</param>
internal sealed record Answer(string Label, IReadOnlyDictionary<string, float> Probabilities)
{
    public static Answer Of(IReadOnlyList<string> classNames, float[] probabilities) => new(
        classNames[Array.IndexOf(probabilities, probabilities.Max())],
        classNames.Zip(probabilities).ToDictionary(pair => pair.First, pair => pair.Second));
}
