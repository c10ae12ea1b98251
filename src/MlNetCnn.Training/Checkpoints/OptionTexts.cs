using System.Collections;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlNetCnn.Training;

/// <summary>The options that decide what a run comes to, as texts to compare. A new option counts unless it is listed as one that does not.</summary>
internal static class OptionTexts
{
    /// <summary>What may differ from one part of a run to the next.</summary>
    private static readonly ImmutableHashSet<string> Free =
    [
        // Who is told what, and who may say stop.
        nameof(TrainingOptions.Progress), nameof(TrainingOptions.BatchProgress), nameof(TrainingOptions.CancellationToken),
        nameof(TrainingOptions.StopToken), nameof(TrainingOptions.Pause), nameof(TrainingOptions.Checkpoint),
        nameof(TrainingOptions.TensorBoardFolder), nameof(TrainingOptions.WeightHistograms),
        // What is done when memory runs out: what was done is in the checkpoint.
        nameof(TrainingOptions.HalveBatch),
        // Where the pixels lie.
        nameof(TrainingOptions.MemoryBudget), nameof(TrainingOptions.CacheFolder), nameof(TrainingOptions.FeatureFolder),
        // When to end.
        nameof(TrainingOptions.Epochs), nameof(TrainingOptions.Patience),
        // Compared otherwise: columns and validation data by their content, the preset by the recipe it led to.
        nameof(TrainingOptions.LabelColumn), nameof(TrainingOptions.FeatureColumn), nameof(TrainingOptions.ImageShape),
        nameof(TrainingOptions.PixelScale), nameof(TrainingOptions.ValidationData), nameof(TrainingOptions.Preset),
        nameof(TrainingOptions.DataReference),
        // What is made of the trained network.
        nameof(TrainingOptions.Calibrate), nameof(TrainingOptions.Unknown), nameof(TrainingOptions.Strangers),
        // The run keeps the threads it began with, which are in the checkpoint.
        nameof(TrainingOptions.Threads),
        // Where the run started from no longer matters; where it goes on may be another machine.
        nameof(TrainingOptions.InitialWeights), nameof(TrainingOptions.ContinueFrom), nameof(TrainingOptions.Device),
    ];

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly SortedDictionary<string, string> Defaults = Of(new TrainingOptions(), new TrainingRecipe(OptimizerKind.Sgd, 1, 1, 1));

    /// <summary>An option's text where it was not set, or null where there is no such option.</summary>
    public static string? Default(string name) => Defaults.GetValueOrDefault(name);

    /// <summary>Whether an option decides what a run comes to; a file of an earlier version may have others.</summary>
    public static bool Counts(string name) => !Free.Contains(name);

    /// <summary>The options by name, with the recipe in place of what it decides.</summary>
    public static SortedDictionary<string, string> Of(TrainingOptions options, TrainingRecipe recipe)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in typeof(TrainingOptions).GetProperties().Where(p => !Free.Contains(p.Name)))
            texts[property.Name] = Text(property.GetValue(options));
        foreach (var property in typeof(TrainingRecipe).GetProperties().Where(p => !Free.Contains(p.Name)))
            texts[property.Name] = Text(property.GetValue(recipe));
        // A schedule that moves is stretched over the epochs.
        if (recipe.Schedule is not ConstantSchedule)
            texts[nameof(recipe.Schedule)] += $" over {recipe.Epochs} epochs";
        return texts;
    }

    // A record's type is part of its text: two kinds of schedule may have the same settings.
    private static string Text(object? value) => value switch
    {
        null => "null",
        ClassWeights weights => weights.Text,
        Enum or string => $"{value}",
        IEnumerable or IConvertible => JsonSerializer.Serialize(value, value.GetType(), Json),
        _ => $"{value.GetType().Name} {JsonSerializer.Serialize(value, value.GetType(), Json)}",
    };
}
