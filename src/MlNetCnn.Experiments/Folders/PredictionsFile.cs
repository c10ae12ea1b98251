namespace MlNetCnn.Experiments;

/// <summary>The prediction for each test image, in the order of the images, as CSV; classes are counted from 0.</summary>
internal static class PredictionsFile
{
    private static readonly string[] Header = ["image", "label", "predicted", "confidence", "labelProbability"];

    public static void Write(string path, IReadOnlyList<Prediction> predictions) => new NumberTable(path, Header).Write(
        predictions.Select((p, i) => new double?[] { i, p.Label, p.Predicted, Shortest(p.Confidence), Shortest(p.LabelProbability) }));

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static IReadOnlyList<Prediction> Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no '{path}': the run was not tested, or its files are elsewhere.", path);
        return [.. new NumberTable(path, Header).Read().Select(c => new Prediction((int)c[1]!.Value, (int)c[2]!.Value, (float)c[3]!.Value, (float)c[4]!.Value))];
    }

    // 0.1f is 0.1, not 0.10000000149011612.
    private static double Shortest(float value) => (double)(decimal)value;
}
