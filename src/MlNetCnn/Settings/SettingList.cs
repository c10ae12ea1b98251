using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Puts settings together.</summary>
/// <param name="create">Makes a setting of its parts.</param>
internal class SettingList<TOptions, TSetting>(Func<SettingParts<TOptions>, TSetting> create)
    where TOptions : class
    where TSetting : OptionSetting<TOptions>
{
    private readonly List<TSetting> _settings = [];

    public IEnumerable<TSetting> Settings => _settings;

    /// <summary>Adds a setting whose property is of a value type.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="property">The property that it sets, or a part of which it sets.</param>
    /// <param name="form">How a value is written.</param>
    /// <param name="get">The value, or null where there is none.</param>
    /// <param name="set">The options with another value; null only comes where there is a word for it.</param>
    /// <param name="description">A sentence with range and default.</param>
    /// <param name="nothing">The word for null; empty where there is none, because null leaves it to the recipe, or never is.</param>
    /// <param name="isCommon">Whether it is among the few that most people set.</param>
    /// <param name="isAdvanced">Whether only those look for it who know what it is.</param>
    public void Add<T>(
        string name, string property, TextForm<T> form, Func<TOptions, T?> get, Func<TOptions, T?, TOptions> set,
        string description, string nothing = "", bool isCommon = false, bool isAdvanced = false)
        where T : struct =>
        Add(name, property, form, nothing, description, isCommon, isAdvanced,
            (string text, TOptions options) => form.TryRead(text, out var value) ? set(options, value) : null,
            options => set(options, null),
            options => get(options) is { } value ? form.Write(value) : nothing);

    /// <summary>As the other, for a property of a reference type.</summary>
    public void Add<T>(
        string name, string property, TextForm<T> form, Func<TOptions, T?> get, Func<TOptions, T?, TOptions> set,
        string description, string nothing = "", bool isCommon = false, bool isAdvanced = false)
        where T : class =>
        Add(name, property, form, nothing, description, isCommon, isAdvanced,
            (string text, TOptions options) => form.TryRead(text, out var value) ? set(options, value) : null,
            options => set(options, null),
            options => get(options) is { } value ? form.Write(value) : nothing);

    private void Add<T>(
        string name, string property, TextForm<T> form, string nothing, string description, bool isCommon, bool isAdvanced,
        Func<string, TOptions, TOptions?> read, Func<TOptions, TOptions> unset, Func<TOptions, string> write)
    {
        var isExtra = nothing.Length > 0 && !form.Words.Contains(nothing);
        ImmutableArray<string> words = isExtra ? [nothing, .. form.Words] : form.Words;
        _settings.Add(create(new(
            name, property, form.Kind, description, form.Kind == SettingKind.Choice ? string.Join('|', words) : form.Placeholder, words, isCommon, isAdvanced,
            isExtra ? $"{form.Needed}, or {nothing}" : form.Needed,
            (text, options) => nothing.Length > 0 && text.Equals(nothing, StringComparison.OrdinalIgnoreCase) ? unset(options) : read(text, options),
            write)));
    }
}
