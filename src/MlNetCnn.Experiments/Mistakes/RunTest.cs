using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>Predictions of a run's model on its test images.</summary>
public sealed class RunTest
{
    private RunTest(Run run, TestScore score, IReadOnlyList<Prediction> predictions)
    {
        (Run, Score) = (run, score);
        Images = [.. predictions.Select((p, i) => new TestedImage(i, p))];
        ClassNames = [.. score.Classes.Select(c => c.Name)];
        Reliability = Reliability.Of(predictions.Select(p => (p.Confidence, p.IsRight)));
    }

    public Run Run { get; }

    /// <summary><c>test</c> or, where the data have no test images, <c>validation</c>.</summary>
    public string Split => Run.Result!.MeasuredOn;

    public TestScore Score { get; }

    public ImmutableArray<string> ClassNames { get; }

    public ImmutableArray<TestedImage> Images { get; }

    public Reliability Reliability { get; }

    /// <summary>Misclassified images, most confident first.</summary>
    public IEnumerable<TestedImage> Mistakes => Images.Where(i => !i.Prediction.IsRight).OrderByDescending(i => i.Prediction.Confidence).ThenBy(i => i.Index);

    /// <summary>One cell of the confusion matrix, most confident first; classes are counted from 0.</summary>
    public IEnumerable<TestedImage> Cell(int label, int predicted) => Images
        .Where(i => i.Prediction.Label == label && i.Prediction.Predicted == predicted).OrderByDescending(i => i.Prediction.Confidence).ThenBy(i => i.Index);

    /// <exception cref="InvalidDataException">
    /// The run has no test, or its file of predictions is damaged or not the one of this test; the message says which.
    /// </exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    internal static RunTest Read(Run run, RunFolder folder)
    {
        if (run.Result is not { } result)
            throw new InvalidDataException($"The run '{run.Name}' was not tested: its state is {run.State.Word()}, and only runs that succeeded have a test.");
        if (result.Measured is not { } score)
            throw new InvalidDataException($"The run '{run.Name}' was not tested, since its data set has no test images: start one that keeps a share of the images back for the test.");
        var predictions = PredictionsFile.Read(folder.Predictions);
        var classes = score.Classes.Length;
        if (predictions.Count != score.Images || predictions.Any(p => p.Label < 0 || p.Label >= classes || p.Predicted < 0 || p.Predicted >= classes))
            throw new InvalidDataException($"'{folder.Predictions}' has {predictions.Count} predictions that are not those of the test with {score.Images} images and {classes} classes.");
        return new RunTest(run, score, predictions);
    }
}
