using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>How a run's model did on its test images, image by image.</summary>
public sealed class RunTest
{
    private RunTest(Run run, TestScore score, IReadOnlyList<Prediction> predictions)
    {
        (Run, Score) = (run, score);
        Images = [.. predictions.Select((p, i) => new TestedImage(i, p))];
        ClassNames = [.. score.Classes.Select(c => c.Name)];
        Reliability = Reliability.Of(predictions);
    }

    /// <summary>The run.</summary>
    public Run Run { get; }

    /// <summary>What the images are: <c>test</c> or, where the data have no test images, <c>validation</c>.</summary>
    public string Split => Run.Result!.MeasuredOn;

    /// <summary>The figures of the test.</summary>
    public TestScore Score { get; }

    /// <summary>The names of the classes, in the order of their numbers.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>All test images, in order.</summary>
    public ImmutableArray<TestedImage> Images { get; }

    /// <summary>Whether the model is right as often as it says.</summary>
    public Reliability Reliability { get; }

    /// <summary>The images that were taken for another class, those first that the model was surest of.</summary>
    public IEnumerable<TestedImage> Mistakes => Images.Where(i => !i.Prediction.IsRight).OrderByDescending(i => i.Prediction.Confidence).ThenBy(i => i.Index);

    /// <summary>The images of one class that were taken for one class, the surest first.</summary>
    /// <param name="label">The true class, from 0.</param>
    /// <param name="predicted">The predicted class, from 0.</param>
    public IEnumerable<TestedImage> Cell(int label, int predicted) => Images
        .Where(i => i.Prediction.Label == label && i.Prediction.Predicted == predicted).OrderByDescending(i => i.Prediction.Confidence).ThenBy(i => i.Index);

    /// <summary>The classes, those first that have most to do with mistakes, as the true class or as the predicted one.</summary>
    public ImmutableArray<int> ByMistakes()
    {
        var counts = new int[ClassNames.Length];
        foreach (var (_, prediction) in Images.Where(i => !i.Prediction.IsRight))
        {
            counts[prediction.Label]++;
            counts[prediction.Predicted]++;
        }
        return [.. Enumerable.Range(0, counts.Length).OrderByDescending(i => counts[i]).ThenBy(i => i)];
    }

    /// <summary>Reads it.</summary>
    /// <param name="run">A run.</param>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="InvalidDataException">
    /// The run has no test, or its file of predictions is damaged or not the one of this test; the message says which.
    /// </exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    internal static RunTest Read(Run run, RunFolder folder)
    {
        if (run.Result is not { } result)
            throw new InvalidDataException($"The run '{run.Name}' was not tested: it is {run.State.Word()}, and only runs that succeeded have a test.");
        if (result.Measured is not { } score)
            throw new InvalidDataException($"The run '{run.Name}' was not tested, since its data set has no test images: start one that keeps a share of the images back for the test.");
        var predictions = PredictionsFile.Read(folder.Predictions);
        var classes = score.Classes.Length;
        if (predictions.Count != score.Images || predictions.Any(p => p.Label < 0 || p.Label >= classes || p.Predicted < 0 || p.Predicted >= classes))
            throw new InvalidDataException($"'{folder.Predictions}' has {predictions.Count} predictions that are not those of the test with {score.Images} images and {classes} classes.");
        return new RunTest(run, score, predictions);
    }
}
