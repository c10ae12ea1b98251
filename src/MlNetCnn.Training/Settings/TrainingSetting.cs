using System.Collections.Immutable;

namespace MlNetCnn.Training;

/// <summary>
/// One option of <see cref="TrainingOptions"/> as text, for command lines, forms and files; see <see cref="TrainingSettings"/>. Numbers
/// are written and read in the invariant culture, and what is written reads back exactly.
/// </summary>
public sealed class TrainingSetting
{
    private readonly Func<string, TrainingOptions, TrainingOptions?> _read;
    private readonly Func<TrainingOptions, string> _write;
    private readonly string _needed;

    internal TrainingSetting(
        string name,
        string property,
        TrainingSettingGroup group,
        TrainingSettingKind kind,
        string description,
        string placeholder,
        ImmutableArray<string> words,
        bool isAdvanced,
        string needed,
        Func<string, TrainingOptions, TrainingOptions?> read,
        Func<TrainingOptions, string> write)
    {
        Name = name;
        Property = property;
        Group = group;
        Kind = kind;
        Description = description;
        Placeholder = placeholder;
        Words = words;
        IsAdvanced = isAdvanced;
        _needed = needed;
        _read = read;
        _write = write;
        Default = write(TrainingSettings.Fresh);
    }

    /// <summary>The name in small letters and hyphens, such as <c>learning-rate</c>.</summary>
    public string Name { get; }

    /// <summary>The property of <see cref="TrainingOptions"/> that it sets, or a part of which it sets, such as <c>LearningRate</c>.</summary>
    public string Property { get; }

    /// <summary>What it is about.</summary>
    public TrainingSettingGroup Group { get; }

    /// <summary>What its text is.</summary>
    public TrainingSettingKind Kind { get; }

    /// <summary>A sentence that says what it does, with its range, and what it is by default.</summary>
    public string Description { get; }

    /// <summary>What stands for its value in a description of use: <c>N</c>, <c>X</c>, <c>sgd|adam|adamw</c>.</summary>
    public string Placeholder { get; }

    /// <summary>All values of a choice; of other kinds the words that may stand instead of, or at the beginning of, a value. May be empty.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>Whether only those look for it who know what it is.</summary>
    public bool IsAdvanced { get; }

    /// <summary>What it is where nothing is said; empty where the recipe of the architecture decides.</summary>
    public string Default { get; }

    /// <summary>
    /// The options with this one read from a text. Whether a number is in its range is not looked at here, but by
    /// <see cref="TrainingOptions.RecipeFor"/>, which knows all options.
    /// </summary>
    /// <exception cref="FormatException">The text is no value of this setting; the message names it, what came and what is needed.</exception>
    public TrainingOptions Read(string text, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        return _read(text, options) ?? throw new FormatException($"{Name} needs {_needed}, but '{text}' came.");
    }

    /// <summary>The text of this option, or null where it is not set: as it is in <c>new TrainingOptions()</c>.</summary>
    public string? Write(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var text = _write(options);
        return text == Default ? null : text;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The text of this option, set or not; empty where the recipe decides.</summary>
    internal string Value(TrainingOptions options) => _write(options);
}
