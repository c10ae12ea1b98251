using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>Metrics of the trained model on the test images.</summary>
public sealed record TestScore
{
    public required int Images { get; init; }

    /// <summary>Hash of the test images and labels: runs with the same hash can be compared image by image.</summary>
    public required string DataHash { get; init; }

    /// <summary>From 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean of the classes' F1.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Mean of −ln of the probability of the true class.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Counts of images: rows are true classes, columns predicted ones.</summary>
    public required ImmutableArray<ImmutableArray<int>> Confusion { get; init; }

    public required ImmutableArray<ClassResult> Classes { get; init; }

    internal static TestScore Of(IReadOnlyList<Prediction> predictions, IReadOnlyList<string> classNames, string dataHash)
    {
        var counts = classNames.Select(_ => new int[classNames.Count]).ToArray();
        foreach (var prediction in predictions)
            counts[prediction.Label][prediction.Predicted]++;
        ImmutableArray<ClassResult> classes = [.. classNames.Select((name, i) => Class(name, counts, i))];
        return new TestScore
        {
            Images = predictions.Count,
            DataHash = dataHash,
            Accuracy = (double)predictions.Count(p => p.IsRight) / predictions.Count,
            MacroF1 = classes.Average(c => c.F1),
            // Clipped as in ML.NET and scikit-learn: one confident mistake must not make the mean infinite.
            LogLoss = predictions.Average(p => -Math.Log(Math.Max(p.LabelProbability, 1e-15))),
            Confusion = [.. counts.Select(row => row.ToImmutableArray())],
            Classes = classes,
        };
    }

    private static ClassResult Class(string name, int[][] counts, int i)
    {
        var (right, images, taken) = (counts[i][i], counts[i].Sum(), counts.Sum(row => row[i]));
        return new ClassResult(name, images, Share(right, taken), Share(right, images), Share(2 * right, images + taken));
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
