using System.Collections.Frozen;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

internal sealed record TrainStart(RunDriver Driver, InitialWeights? Initial, ContinuedModel? Continued, CheckpointPlace? Checkpoint)
{
    // Shown elsewhere, or not of interest to people.
    private static readonly FrozenSet<string> SaidElsewhere =
        ["epochs", "batch-size", "learning-rate", "optimizer", "momentum", "weight-decay", "seed", "device", "freeze", "preset"];

    // Values that are not worth mentioning.
    private static readonly FrozenDictionary<string, string> Plain = new Dictionary<string, string>
    {
        ["schedule"] = "constant",
        ["label-smoothing"] = "0",
        ["decay-bias-and-norm"] = "true",
        ["augmentation"] = "none",
    }.ToFrozenDictionary();

    /// <summary>Every setting by name, including those from the recipe.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; } = TrainingSettings.Effective(Driver.Options, Driver.Plan.Architecture);

    /// <summary>The catalog's entry of the pretrained weights; null for none and for a file.</summary>
    public PretrainedEntry? Pretrained { get; } =
        Driver.Options.Pretrained is { } name && PretrainedNetworks.TryFind(name, out var entry) ? entry : null;

    /// <summary>Prints the layers and the training settings.</summary>
    public void Announce(Terminal terminal)
    {
        var (recipe, options) = (Driver.Recipe, Driver.Options);
        var momentum = recipe.Momentum > 0 ? $", momentum {recipe.Momentum}" : "";
        var decay = recipe.WeightDecay > 0 ? $", weight decay {recipe.WeightDecay}" : "";
        SummaryTable.WriteLayers(terminal, Driver.Plan, depth: 1);
        var isSolved = options.Mode == TransferMode.Head && TransferPlan.Of(Driver.Plan) is { IsSolvable: true };
        terminal.Say(isSolved
            ? $"{Driver.Data.Train.Count:N0} images on {Driver.Device}, seed {options.Seed}: their features are computed once, and the layer for the classes is solved for"
            : $"{Driver.Data.Train.Count:N0} images in batches of {recipe.BatchSize}, at most {recipe.Epochs} epochs on {Driver.Device}, seed {options.Seed}");
        if (!isSolved)
            terminal.Say($"{recipe.Optimizer} with learning rate {recipe.LearningRate}{momentum}{decay}");
        if (Pretrained is not null)
            terminal.Say($"pretrained weights {Pretrained.Name}: {Pretrained.Description} Licence: {Pretrained.Licence}. {Pretrained.Source}");
        if (Special() is { Length: > 0 } special)
            terminal.Say(special);
        if (Initial is not null)
            terminal.Say($"{Initial}");
        if (Continued is not null)
            terminal.Say($"all layers go on from {Continued.Path}");
        if (options.Freeze.Count > 0)
            terminal.Say($"not trained: {string.Join(", ", options.Freeze)}");
        if (Checkpoint is not null)
            terminal.Say(Checkpoint.Announce(recipe.Epochs));
        terminal.Say("");
    }

    // For example "crop-padding 4, flip, schedule cosine", with the names of the command line.
    private string Special() => string.Join(", ", Settings
        .Where(s => !SaidElsewhere.Contains(s.Key) && s.Value != Plain.GetValueOrDefault(s.Key, TrainingSettings.Find(s.Key).Default))
        .Select(s => s.Value == "true" ? s.Key : $"{s.Key} {s.Value}"));
}
