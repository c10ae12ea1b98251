using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using CsvHelper;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>
/// Out-of-fold predictions: what a cross-validation predicts for each image by the model that did not train on it.
/// </summary>
public sealed class OutOfFold
{
    internal OutOfFold(ImageSplit images, IReadOnlyList<ImageFold> folds, IReadOnlyList<float[][]> scores)
    {
        (ClassNames, Paths, Labels) = (images.ClassNames, images.Paths, images.Labels);
        var (fold, probabilities) = (new int[images.Count], new float[images.Count][]);
        for (var i = 0; i < folds.Count; i++)
        {
            var held = folds[i].HeldPositions;
            if (scores[i].Length != held.Length || scores[i].Any(score => score.Length != ClassNames.Length))
                throw new ArgumentException($"Fold {i} holds {held.Length} images of {ClassNames.Length} classes, but has {scores[i].Length} predictions of {scores[i].FirstOrDefault()?.Length ?? 0}.");
            for (var at = 0; at < held.Length; at++)
                (fold[held[at]], probabilities[held[at]]) = (i, scores[i][at]);
        }
        (Fold, Probabilities) = ([.. fold], probabilities);
        Predicted = [.. probabilities.Select(p => TensorPrimitives.IndexOfMax<float>(p))];
    }

    /// <summary>The names of the classes, in the order of the probabilities.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>Where each image comes from; empty where images have no path.</summary>
    public ImmutableArray<string> Paths { get; }

    /// <summary>The class that each image is labeled with, counted from 0.</summary>
    public ImmutableArray<int> Labels { get; }

    /// <summary>The fold that held each image out, counted from 0.</summary>
    public ImmutableArray<int> Fold { get; }

    /// <summary>The probability of each class for each image, 0 to 1.</summary>
    public IReadOnlyList<float[]> Probabilities { get; }

    /// <summary>The class of the highest probability for each image.</summary>
    public ImmutableArray<int> Predicted { get; }

    /// <summary>The share of images predicted as labeled, in each fold.</summary>
    public ImmutableArray<double> AccuracyByFold =>
        [.. Enumerable.Range(0, Labels.Length).GroupBy(i => Fold[i]).OrderBy(fold => fold.Key).Select(fold => fold.Average(i => Predicted[i] == Labels[i] ? 1.0 : 0))];

    /// <summary>Trains and predicts fold by fold.</summary>
    /// <param name="images">The images.</param>
    /// <param name="folds">What <see cref="ImageSplit.Folds"/> gave of them.</param>
    /// <param name="predict">Trains on a fold's <see cref="ImageFold.Train"/> and transforms its <see cref="ImageFold.Held"/>; the column <c>Score</c> has the probabilities.</param>
    /// <exception cref="ArgumentException">A fold has not one vector of probabilities for each image held out.</exception>
    /// <example><code>
    /// var folds = data.Train.Folds(5, seed: 1);
    /// var predictions = OutOfFold.Of(data.Train, folds,
    ///     fold => ml.Cnn.LeNet().Fit(fold.Train.ToDataView(ml)).Transform(fold.Held.ToDataView(ml)));
    /// var suspects = LabelErrors.Find(predictions.Labels, predictions.Probabilities);
    /// </code></example>
    public static OutOfFold Of(ImageSplit images, IReadOnlyList<ImageFold> folds, Func<ImageFold, IDataView> predict)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(predict);
        return new(images, folds, [.. folds.Select(fold => Scores(predict(fold)).ToArray())]);
    }

    /// <summary>The figures of all predictions together.</summary>
    public ClassificationMetrics Metrics() => ClassificationMetrics.Of(ClassNames, Labels.AsMemory(), Probabilities.SelectMany(p => p).ToArray());

    /// <summary>Writes them as CSV: path (or number), fold from 1, label, predicted class, and the probability of each class under its name.</summary>
    /// <param name="path">The file; replaced if there.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path) => WriteCsv(path, ["path", "fold", "label", "predicted", .. ClassNames], Enumerable.Range(0, Labels.Length).Select(i => (IEnumerable<object>)
        [PathOf(i), Fold[i] + 1, ClassNames[Labels[i]], ClassNames[Predicted[i]], .. Probabilities[i].Cast<object>()]));

    /// <summary>The path of an image, or its number counted from 0 where images have none.</summary>
    internal string PathOf(int image) => PathOf(Paths, image);

    internal static string PathOf(ImmutableArray<string> paths, int image) => paths.IsEmpty ? image.ToString(CultureInfo.InvariantCulture) : paths[image];

    /// <summary>The probabilities of each image, read when they are asked for.</summary>
    internal static IEnumerable<float[]> Scores(IDataView scored, CancellationToken cancellationToken = default)
    {
        var column = scored.Schema["Score"];
        using var cursor = scored.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var score = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            getter(ref score);
            yield return [.. score.DenseValues()];
        }
    }

    internal static void WriteCsv(string path, IEnumerable<string> header, IEnumerable<IEnumerable<object>> rows) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        using var csv = new CsvWriter(writer, new CsvHelper.Configuration.CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);
        foreach (var row in rows.Prepend(header))
        {
            foreach (var cell in row)
                csv.WriteField(Convert.ToString(cell, CultureInfo.InvariantCulture));
            csv.NextRecord();
        }
    });
}
