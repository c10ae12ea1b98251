using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Labels that are probably wrong, found by confident learning.</summary>
/// <remarks>
/// Northcutt, Jiang and Chuang 2021, "Confident Learning: Estimating Uncertainty in Dataset Labels". An image counts for a class where its
/// probability reaches the mean probability of that class over the images labeled with it; how many images of each label count for each class, the
/// confident joint, estimates how many labels are wrong, and the probabilities say which. The probabilities must come from models that did not
/// train on the image, see <see cref="OutOfFold"/>.
/// </remarks>
public sealed class LabelErrors
{
    private readonly IReadOnlyList<float[]> _probabilities;
    private readonly int[][] _byLabel;

    private LabelErrors(IReadOnlyList<int> labels, IReadOnlyList<float[]> probabilities, int classes)
    {
        _probabilities = probabilities;
        _byLabel = [.. Enumerable.Range(0, classes).Select(label => Enumerable.Range(0, labels.Count).Where(i => labels[i] == label).ToArray())];
        Thresholds = [.. _byLabel.Select((images, label) => images.Length == 0 ? double.PositiveInfinity : images.Average(i => probabilities[i][label]))];
        var joint = new int[classes][];
        for (var label = 0; label < classes; label++)
        {
            joint[label] = new int[classes];
            foreach (var i in _byLabel[label])
            {
                if (ConfidentClass(probabilities[i]) is >= 0 and var confident)
                    joint[label][confident]++;
            }
        }
        ConfidentJoint = [.. joint.Select(row => row.ToImmutableArray())];
    }

    /// <summary>The probability from which an image counts for each class; infinite for a class that no image is labeled with.</summary>
    public ImmutableArray<double> Thresholds { get; }

    /// <summary>How many images of each label (row) count for each class (column).</summary>
    public ImmutableArray<ImmutableArray<int>> ConfidentJoint { get; }

    /// <summary>The share of labels estimated to be wrong, 0 to 1: the confident joint off its diagonal, scaled to the images of each label.</summary>
    public double EstimatedShare => Enumerable.Range(0, _byLabel.Length).Sum(Wrong) / _probabilities.Count;

    /// <summary>The labels that are probably wrong, the most suspicious first: by ascending margin.</summary>
    public ImmutableArray<LabelError> Found { get; private set; } = [];

    /// <summary>Finds labels that are probably wrong.</summary>
    /// <param name="labels">The class that each image is labeled with, counted from 0.</param>
    /// <param name="probabilities">The probability of each class for each image, 0 to 1, from a model that did not train on it.</param>
    /// <param name="pruning">Which labels are taken. Default: those that both rules take.</param>
    /// <exception cref="ArgumentException">There are no images, not one vector of probabilities for each, or a label without a probability.</exception>
    public static LabelErrors Find(IReadOnlyList<int> labels, IReadOnlyList<float[]> probabilities, LabelErrorPruning pruning = LabelErrorPruning.Both)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(probabilities);
        if (labels.Count == 0 || labels.Count != probabilities.Count)
            throw new ArgumentException($"{labels.Count} labels came with {probabilities.Count} vectors of probabilities: give one for each, and at least one.", nameof(probabilities));
        var classes = probabilities[0].Length;
        if (Enumerable.Range(0, labels.Count).FirstOrDefault(i => probabilities[i].Length != classes || labels[i] < 0 || labels[i] >= classes, -1) is >= 0 and var wrong)
            throw new ArgumentException($"Image {wrong} has label {labels[wrong]} and {probabilities[wrong].Length} probabilities, but the first has {classes}: give each class one, and labels below that.", nameof(labels));
        var joint = new LabelErrors(labels, probabilities, classes);
        var found = pruning switch
        {
            LabelErrorPruning.NoiseRate => joint.ByNoiseRate(),
            LabelErrorPruning.Class => joint.ByClass(),
            _ => joint.ByNoiseRate().Intersect(joint.ByClass()),
        };
        joint.Found = [.. found.Select(i => joint.Of(i, labels[i])).Where(error => error.Margin < 0).OrderBy(error => error.Margin).ThenBy(error => error.Image)];
        return joint;
    }

    /// <summary>Writes them as CSV, the most suspicious first: rank, path (or number), label, suggested class, and the probability of both.</summary>
    /// <param name="path">The file; replaced if there.</param>
    /// <param name="predictions">What the labels and probabilities came from.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path, OutOfFold predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        OutOfFold.WriteCsv(path, ["rank", "path", "label", "suggested", "labelProbability", "suggestedProbability"], Found.Select((error, rank) => (IEnumerable<object>)
            [rank + 1, predictions.PathOf(error.Image), predictions.ClassNames[error.Label], predictions.ClassNames[error.Suggested], error.LabelProbability, error.SuggestedProbability]));
    }

    // The likeliest of the classes that an image counts for, or -1.
    private int ConfidentClass(float[] probabilities)
    {
        var confident = -1;
        for (var j = 0; j < probabilities.Length; j++)
        {
            if (probabilities[j] >= Thresholds[j] && (confident < 0 || probabilities[j] > probabilities[confident]))
                confident = j;
        }
        return confident;
    }

    // How many images of a label are estimated to be of a class.
    private double Estimated(int label, int of) =>
        ConfidentJoint[label].Sum() is > 0 and var confident ? (double)ConfidentJoint[label][of] / confident * _byLabel[label].Length : 0;

    private double Wrong(int label) => Enumerable.Range(0, _byLabel.Length).Where(other => other != label).Sum(other => Estimated(label, other));

    private IEnumerable<int> ByNoiseRate() =>
        (from label in Enumerable.Range(0, _byLabel.Length)
         from other in Enumerable.Range(0, _byLabel.Length)
         where other != label && Estimated(label, other) >= 0.5
         from image in _byLabel[label].OrderBy(i => _probabilities[i][label] - _probabilities[i][other]).Take((int)Math.Round(Estimated(label, other)))
         select image).Distinct();

    private IEnumerable<int> ByClass() => Enumerable.Range(0, _byLabel.Length)
        .SelectMany(label => _byLabel[label].OrderBy(i => _probabilities[i][label]).Take((int)Math.Round(Wrong(label))));

    private LabelError Of(int image, int label)
    {
        var probabilities = _probabilities[image];
        var suggested = Enumerable.Range(0, probabilities.Length).Where(j => j != label).MaxBy(j => probabilities[j]);
        return new(image, label, suggested, probabilities[label], probabilities[suggested]);
    }
}
