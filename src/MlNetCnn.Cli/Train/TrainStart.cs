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

    /// <inheritdoc cref="RunDriver.IsSolved"/>
    public bool IsSolved { get; } = Driver.IsSolved;

    /// <summary>The most epochs there will be.</summary>
    public int Epochs => IsSolved ? 1 : Driver.Recipe.Epochs;

    /// <inheritdoc cref="RunDriver.Settings"/>
    public IReadOnlyDictionary<string, string> Settings { get; } = Driver.Settings;

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
        terminal.Say(IsSolved
            ? $"{Driver.Data.Train.Count:N0} images on {Driver.Device}, seed {options.Seed}: their features are computed once, and the layer for the classes is solved for"
            : $"{Driver.Data.Train.Count:N0} images in batches of {recipe.BatchSize}, at most {recipe.Epochs} epochs on {Driver.Device}, seed {options.Seed}");
        if (!IsSolved)
            terminal.Say($"{recipe.Optimizer} with learning rate {recipe.LearningRate}{momentum}{decay}");
        if (Pretrained is not null)
            terminal.Say($"pretrained weights {Pretrained.Name}: {Pretrained.Description} License: {Pretrained.License}. {Pretrained.Source}");
        if (Special() is { Length: > 0 } special)
            terminal.Say(special);
        if (Initial is not null)
            terminal.Say($"{Initial}");
        if (Continued is not null)
            terminal.Say($"all layers start from {Continued.Path}");
        if (options.Freeze.Count > 0 && !IsSolved)
            terminal.Say($"frozen layers: {string.Join(", ", options.Freeze)}");
        if (Checkpoint is not null && !IsSolved)
            terminal.Say(Checkpoint.Announce(recipe.Epochs));
        terminal.Say("");
    }

    /// <summary>Names what was set and plays no part.</summary>
    public void NoteIdle(Terminal terminal)
    {
        string[] idle = [.. TrainingSettings.Format(Driver.Options).Keys.Where(RunDriver.OfEpochs.Contains), .. Checkpoint is null ? [] : (string[])["checkpoint"]];
        if (IsSolved && idle.Length > 0)
            terminal.Note($"The layer for the classes is solved for, without epochs: {string.Join(", ", idle.Select(name => $"--{name}"))} {(idle.Length == 1 ? "has" : "have")} no effect. To train in epochs: --transfer fine-tune.");
    }

    // For example "crop-padding 4, flip, schedule cosine", with the names of the command line.
    private string Special() => string.Join(", ", Settings
        .Where(s => !SaidElsewhere.Contains(s.Key) && s.Value != Plain.GetValueOrDefault(s.Key, TrainingSettings.Find(s.Key).Default))
        .Select(s => s.Value == "true" ? s.Key : $"{s.Key} {s.Value}"));
}
