using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>One option as text, for command lines, forms and files. A registry has all of a kind: <see cref="ImageSettings"/>.</summary>
public abstract class Setting
{
    private protected Setting()
    {
    }

    /// <summary>The name in small letters and hyphens, such as <c>learning-rate</c>.</summary>
    public string Name { get; private protected init; } = "";

    /// <summary>The property of the options that it sets, or a part of which it sets, such as <c>LearningRate</c>.</summary>
    public string Property { get; private protected init; } = "";

    /// <summary>The kind of its text.</summary>
    public SettingKind Kind { get; private protected init; }

    /// <summary>A sentence that says what it does, with range and default.</summary>
    public string Description { get; private protected init; } = "";

    /// <summary>What stands for its value in a description of use: <c>N</c>, <c>X</c>, <c>sgd|adam|adamw</c>.</summary>
    public string Placeholder { get; private protected init; } = "";

    /// <summary>All values of a choice; of other kinds the words that may stand instead of, or at the beginning of, a value. May be empty.</summary>
    public ImmutableArray<string> Words { get; private protected init; }

    /// <summary>Whether it is among the few that most people set.</summary>
    public bool IsCommon { get; private protected init; }

    /// <summary>Whether it is rarely needed.</summary>
    public bool IsAdvanced { get; private protected init; }

    /// <summary>Its text where nothing is said; empty where that is decided elsewhere, or there is none.</summary>
    public string Default { get; private protected init; } = "";

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
