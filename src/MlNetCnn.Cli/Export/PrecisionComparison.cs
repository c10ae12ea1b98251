using System.Diagnostics;
using System.Numerics.Tensors;

namespace MlNetCnn.Cli;

/// <summary>Accuracy and speed of the same network at two precisions. Agreement is the fraction of images with equal predictions.</summary>
internal sealed record PrecisionComparison(int Images, ScorerResult Before, ScorerResult After, double Agreement)
{
    private const int BatchSize = 64;

    // Alternate, so that noise affects both, and take the median, so that one outlier does not count.
    private const int Rounds = 5;

    private const int MostTimedImages = 2048;

    public static PrecisionComparison Of(CnnScorer before, CnnScorer after, ImageSplit images)
    {
        var (first, second) = (Predict(before, images, images.Count), Predict(after, images, images.Count));
        var timed = Math.Min(images.Count, MostTimedImages);
        var (slow, quick) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
            (slow[round], quick[round]) = (Rate(before, images, timed), Rate(after, images, timed));
        return new(
            images.Count, ScorerResult.Of(Equal(first, images.Labels), images.Count, Median(slow)), ScorerResult.Of(Equal(second, images.Labels), images.Count, Median(quick)),
            (double)Equal(first, second) / images.Count);
    }

    private static double Rate(CnnScorer scorer, ImageSplit images, int count)
    {
        var start = Stopwatch.GetTimestamp();
        Predict(scorer, images, count);
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static int[] Predict(CnnScorer scorer, ImageSplit images, int count)
    {
        var (image, classes) = (images.Shape.Elements, scorer.ClassNames.Length);
        var bytes = new byte[BatchSize * image];
        var pixels = new float[BatchSize * image];
        var probabilities = new float[BatchSize * classes];
        var predicted = new int[count];
        for (var first = 0; first < count; first += BatchSize)
        {
            var rows = Math.Min(BatchSize, count - first);
            for (var row = 0; row < rows; row++)
                images.CopyImage(first + row, bytes.AsSpan(row * image, image));
            TensorPrimitives.ConvertChecked<byte, float>(bytes.AsSpan(0, rows * image), pixels);
            scorer.Score(pixels.AsSpan(0, rows * image), probabilities.AsSpan(0, rows * classes));
            for (var row = 0; row < rows; row++)
                predicted[first + row] = TensorPrimitives.IndexOfMax<float>(probabilities.AsSpan(row * classes, classes));
        }
        return predicted;
    }

    private static int Equal(int[] predicted, IReadOnlyList<int> others) => predicted.Where((p, i) => p == others[i]).Count();

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
