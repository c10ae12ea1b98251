using System.Collections.Frozen;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>What is known of a run before it trains.</summary>
internal sealed record TrainStart(
    NetworkPlan Plan, TrainingOptions Options, TrainingRecipe Recipe, string Device, InitialWeights? Initial, ContinuedModel? Continued,
    CheckpointPlace? Checkpoint)
{
    // Said in words of their own, or of no account to somebody who watches.
    private static readonly FrozenSet<string> SaidElsewhere =
        ["epochs", "batch-size", "learning-rate", "optimizer", "momentum", "weight-decay", "seed", "device", "freeze", "preset"];

    // What recipes have where they want nothing special.
    private static readonly FrozenDictionary<string, string> Plain = new Dictionary<string, string>
    {
        ["schedule"] = "constant",
        ["label-smoothing"] = "0",
        ["decay-bias-and-norm"] = "true",
        ["augmentation"] = "none",
    }.ToFrozenDictionary();

    /// <summary>Every setting by name, with what the recipe decides.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; } = TrainingSettings.Effective(Options, Plan.Architecture);

    /// <summary>Shows the layers and says how they are trained.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="images">The number of training images.</param>
    public void Announce(Terminal terminal, int images)
    {
        var momentum = Recipe.Momentum > 0 ? $", momentum {Recipe.Momentum}" : "";
        var decay = Recipe.WeightDecay > 0 ? $", weight decay {Recipe.WeightDecay}" : "";
        SummaryTable.WriteLayers(terminal, Plan, depth: 1);
        terminal.Say($"{images:N0} images in batches of {Recipe.BatchSize}, at most {Recipe.Epochs} epochs on {Device}, seed {Options.Seed}");
        terminal.Say($"{Recipe.Optimizer} with learning rate {Recipe.LearningRate}{momentum}{decay}");
        if (Special() is { Length: > 0 } special)
            terminal.Say(special);
        if (Initial is not null)
            terminal.Say($"{Initial}");
        if (Continued is not null)
            terminal.Say($"all layers go on from {Continued.Path}");
        if (Options.Freeze.Count > 0)
            terminal.Say($"not trained: {string.Join(", ", Options.Freeze)}");
        if (Checkpoint is not null)
            terminal.Say(Checkpoint.Announce(Recipe.Epochs));
        terminal.Say("");
    }

    // crop-padding 4, flip, schedule cosine: as on the command line.
    private string Special() => string.Join(", ", Settings
        .Where(s => !SaidElsewhere.Contains(s.Key) && s.Value != Plain.GetValueOrDefault(s.Key, TrainingSettings.Find(s.Key).Default))
        .Select(s => s.Value == "true" ? s.Key : $"{s.Key} {s.Value}"));
}
