namespace MlNetCnn.Training;

/// <summary>
/// The options of training as texts by name: every option of <see cref="TrainingOptions"/> that can be one. Command lines, forms, requests
/// and sweeps read this list and have none of their own.
/// </summary>
public static class TrainingSettings
{
    internal static TrainingOptions Fresh { get; } = new();

    private static readonly SettingRegistry<TrainingOptions, TrainingSetting> Registry = new(
        "training setting", [.. LearningSettings.All(), .. AugmentationSettings.All(), .. CourseSettings.All(), .. DataSettings.All()], Fresh, ("grey", "grayscale"));

    /// <summary>All settings, group by group, the usual ones of a group first.</summary>
    public static IReadOnlyList<TrainingSetting> All => Registry.All;

    /// <summary>The setting of a name.</summary>
    /// <exception cref="FormatException">There is none; the message names the nearest.</exception>
    public static TrainingSetting Find(string name) => Registry.Find(name);

    /// <summary>Options out of settings by name, in any order: what is not among them stays as it is.</summary>
    /// <remarks>
    /// <c>augmentation</c> comes before its parts, and parts without it begin with no augmentation, whatever the recipe has. Ranges are
    /// checked by <see cref="TrainingOptions.RecipeFor"/>.
    /// </remarks>
    /// <param name="settings">Names and texts.</param>
    /// <param name="start">The options to start from. Default: new ones.</param>
    /// <exception cref="FormatException">A name is unknown or there twice, or a text is no value of its setting; the message says which.</exception>
    public static TrainingOptions Parse(IEnumerable<KeyValuePair<string, string>> settings, TrainingOptions? start = null) => Registry.Parse(settings, start);

    /// <summary>The settings that are set, by name: those that differ from <c>new TrainingOptions()</c>. What cannot be text is left out.</summary>
    public static IReadOnlyDictionary<string, string> Format(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Registry.Format(setting => setting.Write(options));
    }

    /// <summary>
    /// What training a network with these options comes to: every setting by name, with what the recipe decides. It parses to options that
    /// train the same, whatever recipes come to be.
    /// </summary>
    /// <exception cref="ArgumentException">A setting is out of its range; the message names it, what it is and what it may be.</exception>
    public static IReadOnlyDictionary<string, string> Effective(TrainingOptions options, Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(options);
        var recipe = options.RecipeFor(architecture);
        var complete = options with
        {
            Epochs = recipe.Epochs,
            BatchSize = recipe.BatchSize,
            Optimizer = recipe.Optimizer,
            LearningRate = recipe.LearningRate,
            Momentum = recipe.Momentum,
            WeightDecay = recipe.WeightDecay,
            DecayBiasAndNorm = recipe.DecayBiasAndNorm,
            Schedule = recipe.Schedule,
            LabelSmoothing = recipe.LabelSmoothing,
            Augmentation = recipe.Augmentation,
        };
        return Registry.Format(setting => setting.Value(complete) is { Length: > 0 } text ? text : null);
    }
}
