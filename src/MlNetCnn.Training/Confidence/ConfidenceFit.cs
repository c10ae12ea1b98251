using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Chooses a trained network's temperature and its threshold of what is known, on the validation images.</summary>
internal sealed class ConfidenceFit(TrainingOptions options, Action<string> tell, Action<string> warn)
{
    /// <summary>From how many images on a network is calibrated without being asked.</summary>
    public const int ImagesToCalibrate = 100;

    private const int BatchSize = 64;

    /// <summary>
    /// The model with what was chosen; as it came where nothing is to be chosen, or there are neither validation images nor
    /// <paramref name="heldOut"/> ones.
    /// </summary>
    public CnnModel Of(MLContext ml, CnnModel model, TrainingInput input, HeldOutScores? heldOut = null)
    {
        using var batches = input.ValidationBatches(BatchSize);
        if (batches is null)
            return heldOut is { Labels.Length: var images } && (options.Calibrate ?? images >= ImagesToCalibrate)
                ? Calibrated(model, heldOut.Probabilities, heldOut.Labels, "images held out in choosing the L2 penalty")
                : model;
        using var scorer = new CnnScorer(model, new() { Threads = options.Threads });
        var (probabilities, labels) = Score(scorer, batches);
        var classes = model.ClassNames.Length;
        if (options.Calibrate ?? labels.Length >= ImagesToCalibrate)
        {
            model = Calibrated(model, probabilities, labels, "validation images");
            TemperatureScaling.Apply(probabilities, classes, model.Temperature);
        }
        return options.TellsKnown ? model.WithConfidence(model.Temperature, Threshold(ml, model, probabilities, labels)) : model;
    }

    private CnnModel Calibrated(CnnModel model, float[] probabilities, int[] labels, string images)
    {
        var temperature = TemperatureScaling.Fit(probabilities, labels, model.ClassNames.Length);
        tell($"Calibrated on {labels.Length:n0} {images}: temperature {temperature:0.000}.");
        return model.WithConfidence(temperature);
    }

    private float Threshold(MLContext ml, CnnModel model, float[] probabilities, int[] labels)
    {
        var classes = model.ClassNames.Length;
        var confidences = Confidences(probabilities, classes);
        var unknown = options.Unknown ?? new();
        if (options.Strangers is { } strangers)
        {
            using var transformer = new CnnTransformer(ml, model, options.FeatureColumn);
            return KnownThreshold.Against(confidences, transformer.Transform(strangers).GetColumn<float[]>(CnnSchema.Score).Select(scores => TensorPrimitives.Max<float>(scores)));
        }
        if (unknown.Noise)
            return KnownThreshold.Against(confidences, OfNoise(model, labels.Length));
        if (unknown.Precision is not { } precision)
            return KnownThreshold.ForRecall(confidences, unknown.Recall);
        var images = confidences.Select((confidence, i) => (confidence, TensorPrimitives.IndexOfMax(probabilities.AsSpan(i * classes, classes)) == labels[i]));
        if (KnownThreshold.ForPrecision(images, precision) is { } threshold)
            return threshold;
        warn($"At no threshold are {precision:0.###} of the known validation images classified rightly: every image that the network is not certain of counts as unknown.");
        return 1;
    }

    private float[] OfNoise(CnnModel model, int images)
    {
        var random = new Random(options.Seed);
        var pixels = new float[images * model.Plan.Input.Elements];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = random.Next(256) / (255 * model.Preprocessing.Scale);
        var probabilities = new float[images * model.ClassNames.Length];
        using var scorer = new CnnScorer(model, new() { Threads = options.Threads });
        var batch = BatchSize * model.Plan.Input.Elements;
        for (var start = 0; start < pixels.Length; start += batch)
        {
            var count = Math.Min(batch, pixels.Length - start) / model.Plan.Input.Elements;
            scorer.Score(pixels.AsSpan(start, count * model.Plan.Input.Elements), probabilities.AsSpan(start / model.Plan.Input.Elements * model.ClassNames.Length, count * model.ClassNames.Length));
        }
        return Confidences(probabilities, model.ClassNames.Length);
    }

    private (float[] Probabilities, int[] Labels) Score(CnnScorer scorer, IBatchSource batches)
    {
        var (probabilities, labels) = (new List<float>(), new List<int>());
        batches.StartEpoch(1);
        for (var number = 0; number < batches.Batches; number++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = batches.Batch(number);
            var pixels = batch.Pixels.to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
            var scores = new float[pixels.Length / scorer.InputShape.Elements * scorer.ClassNames.Length];
            scorer.Score(pixels, scores);
            probabilities.AddRange(scores);
            labels.AddRange(batch.Labels.cpu().data<long>().Select(label => (int)label));
        }
        return ([.. probabilities], [.. labels]);
    }

    private static float[] Confidences(float[] probabilities, int classes) =>
        [.. Enumerable.Range(0, probabilities.Length / classes).Select(i => TensorPrimitives.Max<float>(probabilities.AsSpan(i * classes, classes)))];
}
