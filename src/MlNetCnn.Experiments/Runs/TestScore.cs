using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>How the trained model did on the test images.</summary>
public sealed record TestScore
{
    /// <summary>The number of test images.</summary>
    public required int Images { get; init; }

    /// <summary>A hash of the test images and labels: runs with the same one can be compared image by image.</summary>
    public required string DataHash { get; init; }

    /// <summary>The share of images that were taken for their class, from 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The mean over the classes of their F1.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>The mean over the images of −ln of the probability given to the true class.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Counts of images: rows are the true classes, columns the predicted ones.</summary>
    public required ImmutableArray<ImmutableArray<int>> Confusion { get; init; }

    /// <summary>Each class.</summary>
    public required ImmutableArray<ClassResult> Classes { get; init; }

    /// <summary>Sums up predictions.</summary>
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
            // ML.NET and scikit-learn bound the probability too: one sure mistake must not make the mean infinite.
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
