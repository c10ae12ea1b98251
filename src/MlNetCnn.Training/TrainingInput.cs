using MlNetCnn.Training.Columns;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>What a trainer made of the data it was given.</summary>
internal sealed record TrainingInput(
    NetworkPlan Plan, Preprocessing Preprocessing, Device Device, LabelledImages Training, LabelledImages? Validation) : IDisposable
{
    /// <summary>The run that these options make of it.</summary>
    public RunDescription Describe(TrainingOptions options, TrainingRecipe recipe) => new(
        Plan.Architecture, Plan.Input, Training.ClassNames, Preprocessing, OptionTexts.Of(options, recipe),
        Fingerprint(Training), Validation is null ? null : Fingerprint(Validation));

    public void Dispose()
    {
        Training.Dispose();
        Validation?.Dispose();
    }

    private static string Fingerprint(LabelledImages images)
    {
        using var batches = new ResidentBatches(images.Images, DataFingerprint.BatchSize, seed: null);
        return DataFingerprint.Of(batches);
    }
}
