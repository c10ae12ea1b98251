using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace MlNetCnn;

/// <summary>All figures of a classifier on labeled images, from the true classes and the probabilities of each class.</summary>
/// <remarks>
/// Classes without images are allowed: they play no part in means, and their own figures are null. The most likely class is the prediction,
/// the first of equal ones.
/// </remarks>
public sealed class ClassificationMetrics
{
    // As ML.NET and scikit-learn: one confident mistake must not make the mean infinite.
    private const double LeastProbability = 1e-15;

    private readonly int[] _ranks;

    private ClassificationMetrics(ImmutableArray<string> classNames, ReadOnlyMemory<int> labels, ReadOnlyMemory<float> probabilities)
    {
        (ClassNames, Labels, Probabilities) = (classNames, labels, probabilities);
        var classes = classNames.Length;
        _ranks = new int[classes];
        var confusion = new int[classes, classes];
        var predictions = new (float Confidence, bool IsRight)[Images];
        var (logLoss, brier) = (0.0, 0.0);
        for (var i = 0; i < Images; i++)
        {
            var label = labels.Span[i];
            var row = Row(i);
            if (label < 0 || label >= classes)
                throw new ArgumentException($"The label of image {i} is {label}, but there are {classes} classes, counted from 0.", nameof(labels));
            // One number that is not finite makes the sum so too.
            if (!float.IsFinite(TensorPrimitives.Sum(row)))
                throw new ArgumentException($"The probabilities of image {i} are no finite numbers: the weights of the model have diverged.", nameof(probabilities));
            var predicted = TensorPrimitives.IndexOfMax(row);
            confusion[label, predicted]++;
            _ranks[RankOf(row, label)]++;
            predictions[i] = (row[predicted], predicted == label);
            logLoss -= Math.Log(Math.Max(row[label], LeastProbability));
            brier += TensorPrimitives.SumOfSquares(row) - 2.0 * row[label] + 1;
        }
        (LogLoss, Brier, Reliability) = (logLoss / Images, brier / Images, Reliability.Of(predictions));
        Confusion = [.. Enumerable.Range(0, classes).Select(i => Enumerable.Range(0, classes).Select(j => confusion[i, j]).ToImmutableArray())];
        Classes = [.. ParallelEnumerable.Range(0, classes).AsOrdered().Select(Class)];
    }

    /// <summary>The classes.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>[n]: the true class of each image, counted from 0.</summary>
    public ReadOnlyMemory<int> Labels { get; }

    /// <summary>[n, k], row by row: the probability of each class for each image.</summary>
    public ReadOnlyMemory<float> Probabilities { get; }

    /// <summary>The number of images.</summary>
    public int Images => Labels.Length;

    /// <summary>Fraction of images whose most likely class is the true one, from 0 to 1.</summary>
    public double Accuracy => TopKAccuracy(1);

    /// <summary>95 % Wilson interval of <see cref="Accuracy"/>.</summary>
    public ConfidenceInterval AccuracyInterval => TopKInterval(1);

    /// <summary>Mean recall of the classes with images (balanced accuracy), from 0 to 1.</summary>
    public double MacroAccuracy => Classes.Average(c => c.Recall)!.Value;

    /// <summary>
    /// 95 % interval of <see cref="MacroAccuracy"/>, from the Wilson intervals of the classes' recalls (MOVER: Zou and Donner 2008,
    /// <em>Construction of confidence limits about effect measures</em>).
    /// </summary>
    public ConfidenceInterval MacroAccuracyInterval
    {
        get
        {
            ClassMetrics[] measured = [.. Classes.Where(c => c.Images > 0)];
            return new(MacroAccuracy - Distance(c => c.RecallInterval!.Value.Lower), MacroAccuracy + Distance(c => c.RecallInterval!.Value.Upper));

            double Distance(Func<ClassMetrics, double> limit) => Math.Sqrt(measured.Sum(c => Math.Pow(c.Recall!.Value - limit(c), 2))) / measured.Length;
        }
    }

    /// <summary>Mean F1 of the classes that have images or were predicted, from 0 to 1.</summary>
    public double MacroF1 => Classes.Average(c => c.F1)!.Value;

    /// <summary>Mean of −ln of the probability of the true class, at least 0; probabilities are at least 1e-15.</summary>
    public double LogLoss { get; }

    /// <summary>
    /// Brier score: mean squared distance of the probabilities from 1 for the true class and 0 for the others, summed over classes, from 0 to
    /// 2 (Brier 1950). Scores for two classes that count one class only are half of it.
    /// </summary>
    public double Brier { get; }

    /// <summary>How far confidence is accuracy, in 15 bins; its error is the ECE.</summary>
    public Reliability Reliability { get; }

    /// <summary>Counts of images: rows are true classes, columns predicted ones.</summary>
    public ImmutableArray<ImmutableArray<int>> Confusion { get; }

    /// <summary>The figures of each class.</summary>
    public ImmutableArray<ClassMetrics> Classes { get; }

    /// <summary>Computes all figures in one pass, and the areas of each class on all cores.</summary>
    /// <param name="classNames">The names of k classes.</param>
    /// <param name="labels">[n]: the true class of each image, counted from 0; at least one. It is kept, not copied.</param>
    /// <param name="probabilities">[n, k], row by row: the probability of each class for each image, from 0 to 1. It is kept, not copied.</param>
    /// <exception cref="ArgumentException">
    /// There are no images, a label is no class, a probability is not finite, or there is another number of probabilities than n·k.
    /// </exception>
    public static ClassificationMetrics Of(IReadOnlyList<string> classNames, ReadOnlyMemory<int> labels, ReadOnlyMemory<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        if (labels.IsEmpty)
            throw new ArgumentException("There are no images to measure on.", nameof(labels));
        if (probabilities.Length != (long)labels.Length * classNames.Count)
            throw new ArgumentException($"There are {probabilities.Length} probabilities, but {labels.Length} images of {classNames.Count} classes have {(long)labels.Length * classNames.Count}.", nameof(probabilities));
        return new([.. classNames], labels, probabilities);
    }

    /// <summary>Fraction of images whose true class is among the most likely ones, the first of equal ones, from 0 to 1.</summary>
    /// <param name="k">How many of the most likely classes count, at least 1; from the number of classes on it is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 1.</exception>
    public double TopKAccuracy(int k) => (double)Among(k) / Images;

    /// <summary>95 % Wilson interval of <see cref="TopKAccuracy"/>.</summary>
    /// <inheritdoc cref="TopKAccuracy"/>
    public ConfidenceInterval TopKInterval(int k) => WilsonInterval.Of(Among(k), Images);

    /// <summary>
    /// The ROC and precision-recall curves of a class against the rest, from the highest threshold down; the ROC curve begins at (0, 0), before
    /// the first point. Empty without images of the class or without others.
    /// </summary>
    /// <param name="class">The class, counted from 0.</param>
    /// <param name="mostPoints">The most points, at least 2: more are thinned evenly along the ROC curve. Default: all.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class, or too few points.</exception>
    public ImmutableArray<OperatingPoint> Curve(int @class, int mostPoints = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(@class);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(@class, ClassNames.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPoints, 2);
        return CurveOf(@class) is { HasBoth: true } curve ? [.. curve.Points(mostPoints)] : [];
    }

    /// <summary>The figures at another temperature: see <see cref="TemperatureScaling"/>. One over a model's own gives those before it was calibrated.</summary>
    /// <param name="temperature">Above 0.</param>
    public ClassificationMetrics AtTemperature(float temperature)
    {
        var probabilities = Probabilities.ToArray();
        TemperatureScaling.Apply(probabilities, ClassNames.Length, temperature);
        return new(ClassNames, Labels, probabilities);
    }

    /// <summary>What decisions by these costs come to.</summary>
    /// <param name="costs">For the same classes in the same order.</param>
    /// <exception cref="ArgumentException">They are for other classes.</exception>
    public CostMetrics Costs(CostMatrix costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        if (!costs.ClassNames.SequenceEqual(ClassNames))
            throw new ArgumentException("The costs are for other classes than the figures.", nameof(costs));
        var (decisions, likeliest) = (new int[ClassNames.Length, ClassNames.Length], 0.0);
        for (var i = 0; i < Images; i++)
        {
            decisions[Labels.Span[i], costs.Decide(Row(i))]++;
            likeliest += costs[Labels.Span[i], TensorPrimitives.IndexOfMax(Row(i))];
        }
        ImmutableArray<ImmutableArray<int>> counts = [.. Enumerable.Range(0, ClassNames.Length).Select(c => Enumerable.Range(0, ClassNames.Length).Select(d => decisions[c, d]).ToImmutableArray())];
        return new(counts.Select((row, c) => row.Select((count, d) => count * costs[c, d]).Sum()).Sum() / Images, likeliest / Images, counts);
    }

    /// <summary>[k]: the probabilities of one image.</summary>
    internal ReadOnlySpan<float> Row(int image) => Probabilities.Span.Slice(image * ClassNames.Length, ClassNames.Length);

    private int Among(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return _ranks.Take(k).Sum();
    }

    private static int RankOf(ReadOnlySpan<float> row, int label)
    {
        var rank = 0;
        for (var j = 0; j < row.Length; j++)
            rank += row[j] > row[label] || (row[j] == row[label] && j < label) ? 1 : 0;
        return rank;
    }

    private ClassMetrics Class(int @class)
    {
        var curve = CurveOf(@class);
        var areas = curve.HasBoth ? curve.Areas() : default((double RocAuc, double AveragePrecision)?);
        return new()
        {
            Name = ClassNames[@class],
            Images = Confusion[@class].Sum(),
            Predicted = Confusion.Sum(row => row[@class]),
            Correct = Confusion[@class][@class],
            RocAuc = areas?.RocAuc,
            AveragePrecision = areas?.AveragePrecision,
        };
    }

    private OperatingCurve CurveOf(int @class)
    {
        var (scores, isOfClass) = (new float[Images], new bool[Images]);
        for (var i = 0; i < Images; i++)
            (scores[i], isOfClass[i]) = (Row(i)[@class], Labels.Span[i] == @class);
        return new(scores, isOfClass);
    }
}
