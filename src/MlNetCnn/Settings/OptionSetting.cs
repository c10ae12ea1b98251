namespace MlNetCnn;

/// <summary>
/// One option of a record of options as text. Numbers are written and read in the invariant culture, and what is written reads back exactly.
/// </summary>
/// <typeparam name="TOptions">The options.</typeparam>
public class OptionSetting<TOptions> : Setting
    where TOptions : class
{
    private readonly SettingParts<TOptions> _parts;

    internal OptionSetting(SettingParts<TOptions> parts, TOptions fresh)
    {
        _parts = parts;
        (Name, Property, Kind, Description) = (parts.Name, parts.Property, parts.Kind, parts.Description);
        (Placeholder, Words, IsCommon, IsAdvanced, Default) = (parts.Placeholder, parts.Words, parts.IsCommon, parts.IsAdvanced, parts.Write(fresh));
    }

    /// <summary>The options with this one read from a text. Ranges that depend on other options are checked where the options are used.</summary>
    /// <exception cref="FormatException">The text is no value of this setting; the message names it, what came and what is needed.</exception>
    public TOptions Read(string text, TOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        return _parts.Read(text, options) ?? throw new FormatException($"{Name} needs {_parts.Needed}, but got '{text}'.");
    }

    /// <summary>The text of this option, or null where it is not set: as it is in new options.</summary>
    public string? Write(TOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var text = _parts.Write(options);
        return text == Default ? null : text;
    }

    /// <summary>The text of this option, set or not; empty where something else decides.</summary>
    internal string Value(TOptions options) => _parts.Write(options);
}
