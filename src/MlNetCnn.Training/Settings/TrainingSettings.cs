using System.Collections.Frozen;

namespace MlNetCnn.Training;

/// <summary>
/// The options of training as texts by name: every option of <see cref="TrainingOptions"/> that can be one. Command lines, forms, requests
/// and sweeps read this list and have none of their own.
/// </summary>
public static class TrainingSettings
{
    internal static TrainingOptions Fresh { get; } = new();

    /// <summary>All settings, group by group, the usual ones of a group first.</summary>
    public static IReadOnlyList<TrainingSetting> All { get; } =
    [
        .. LearningSettings.All(),
        .. AugmentationSettings.All(),
        .. CourseSettings.All(),
        .. DataSettings.All(),
    ];

    private static readonly FrozenDictionary<string, TrainingSetting> ByName = All.ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);

    /// <summary>The setting of a name.</summary>
    /// <exception cref="FormatException">There is none; the message names the nearest.</exception>
    public static TrainingSetting Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ByName.TryGetValue(name, out var setting)
            ? setting
            : throw new FormatException($"There is no training setting '{name}': the nearest is '{Spelling.Closest(name, ByName.Keys, 1).First()}'.");
    }

    /// <summary>Options out of settings by name, in any order: what is not among them stays as it is.</summary>
    /// <remarks>
    /// <c>augmentation</c> comes before its parts, and parts without it begin with no augmentation, whatever the recipe has. Ranges are
    /// checked by <see cref="TrainingOptions.RecipeFor"/>.
    /// </remarks>
    /// <param name="settings">Names and texts.</param>
    /// <param name="start">The options to start from. Default: new ones.</param>
    /// <exception cref="FormatException">A name is unknown or there twice, or a text is no value of its setting; the message says which.</exception>
    public static TrainingOptions Parse(IEnumerable<KeyValuePair<string, string>> settings, TrainingOptions? start = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var texts = new Dictionary<TrainingSetting, string>();
        foreach (var (name, text) in settings)
        {
            if (!texts.TryAdd(Find(name), text))
                throw new FormatException($"The training setting '{name}' is given twice: leave one of them out.");
        }
        return All.Where(texts.ContainsKey).Aggregate(start ?? Fresh, (options, setting) => setting.Read(texts[setting], options));
    }

    /// <summary>The settings that are set, by name: those that differ from <c>new TrainingOptions()</c>. What cannot be text is left out.</summary>
    public static IReadOnlyDictionary<string, string> Format(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Where(setting => setting.Write(options));
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
        return Where(setting => setting.Value(complete) is { Length: > 0 } text ? text : null);
    }

    private static OrderedDictionary<string, string> Where(Func<TrainingSetting, string?> textOf)
    {
        var texts = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in All)
        {
            if (textOf(setting) is { } text)
                texts.Add(setting.Name, text);
        }
        return texts;
    }
}
