using System.Numerics.Tensors;
using Microsoft.ML;

namespace MlNetCnn.Training;

/// <summary>Chooses a trained network's temperature and its threshold of what is known, on the validation images.</summary>
internal sealed class ConfidenceFit(TrainingOptions options, Action<string> tell, Action<string> warn)
{
    /// <summary>From how many images on a network is calibrated without being asked.</summary>
    public const int ImagesToCalibrate = 100;

    public const string NoTemperature = "The model is not calibrated: no temperature from 0.05 to 20 is best, as for predictions that are no better than guessing or for a few images that are all classified rightly.";

    /// <summary>Below this AUROC a threshold is warned of.</summary>
    private const double LeastAuroc = 0.75;

    /// <summary>
    /// The model with what was chosen; as it came where nothing is to be chosen, or there are neither validation images nor
    /// <paramref name="heldOut"/> ones.
    /// </summary>
    public CnnModel Of(MLContext ml, CnnModel model, TrainingInput input, HeldOutScores? heldOut = null)
    {
        if (!input.HasValidation)
            return heldOut is { Labels.Length: var images } && (options.Calibrate ?? images >= ImagesToCalibrate)
                ? Calibrated(model, heldOut.Probabilities, heldOut.Labels, "images held out in choosing the L2 penalty")
                : model;
        using var reader = new OutputReader(model, OnnxMetadata.Score, new TensorShape(model.ClassNames.Length), options);
        var (probabilities, labels) = reader.Read(input.ValidationBatches!);
        var classes = model.ClassNames.Length;
        if (options.Calibrate ?? labels.Length >= ImagesToCalibrate)
        {
            model = Calibrated(model, probabilities, labels, "validation images");
            TemperatureScaling.Apply(probabilities, classes, model.Temperature);
        }
        if (!options.TellsKnown)
            return model;
        return options.Strangers is null && options.Unknown is { Noise: false, Precision: { } precision }
            ? model.WithConfidence(model.Temperature, ForPrecision(probabilities, labels, classes, precision))
            : TellingStrangers(ml, model, input);
    }

    private CnnModel Calibrated(CnnModel model, float[] probabilities, int[] labels, string images)
    {
        var temperature = TemperatureScaling.Fit(probabilities, labels, model.ClassNames.Length);
        if (TemperatureScaling.IsAtEnd(temperature))
        {
            warn(NoTemperature);
            return model;
        }
        tell($"Calibrated on {labels.Length:n0} {images}: temperature {temperature:0.000}.");
        return model.WithConfidence(temperature);
    }

    /// <summary>By the probability of the likeliest class or the familiarity, whichever tells strangers better: neither does for every network.</summary>
    private CnnModel TellingStrangers(MLContext ml, CnnModel model, TrainingInput input)
    {
        var best = new Familiarity?[] { null, FamiliarityFit.Of(model, input, options) }.Distinct()
            .Select(familiarity => Against(ml, model.WithConfidence(model.Temperature, knownFrom: 0, familiarity), input)).MaxBy(found => found.Figures.Auroc);
        var text = $"Validation images are told from {(options.Strangers is null ? "random pixels" : "the strangers")} by {(best.Model.Familiarity is null ? "the probability of the likeliest class" : "the distance of their embedding to the nearest class")} "
            + $"with an AUROC of {best.Figures.Auroc:0.00}, where 1 is always and 0.5 is chance";
        if (best.Figures.Auroc < LeastAuroc)
            warn($"{text}: IsKnown will often be wrong for images of no class.");
        else
            tell($"{text}.");
        return best.Model.WithConfidence(model.Temperature, best.Threshold, best.Model.Familiarity);
    }

    private (CnnModel Model, StrangerFigures Figures, float Threshold) Against(MLContext ml, CnnModel model, TrainingInput input)
    {
        using var reader = new OutputReader(model, OnnxMetadata.KnownScore, new TensorShape(1), options);
        var known = reader.Read(input.ValidationBatches!).Values;
        var strangers = options.Strangers is { } images ? KnownScores.Of(ml, new PlannedGraph(model), images, options.FeatureColumn) : reader.Read(Noise(model, known.Length));
        var unknown = options.Unknown ?? new();
        var threshold = options.Strangers is null && !unknown.Noise ? KnownThreshold.ForRecall(known, unknown.Recall) : KnownThreshold.Against(known, strangers);
        return (model, StrangerFigures.Of(known, strangers), threshold);
    }

    private float ForPrecision(float[] probabilities, int[] labels, int classes, double precision)
    {
        var images = labels.Select((label, i) => (Row: probabilities.AsMemory(i * classes, classes), Label: label))
            .Select(image => (TensorPrimitives.Max<float>(image.Row.Span), TensorPrimitives.IndexOfMax<float>(image.Row.Span) == image.Label));
        if (KnownThreshold.ForPrecision(images, precision) is { } threshold)
            return threshold;
        warn($"No threshold gives a precision of {100 * precision:0.#} % on the validation images: every image that the network is not certain of counts as unknown.");
        return 1;
    }

    private float[] Noise(CnnModel model, int images)
    {
        var random = new Random(options.Seed);
        var pixels = new float[images * model.Plan.Input.Elements];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = random.Next(256) / (255 * model.Preprocessing.Scale);
        return pixels;
    }
}
