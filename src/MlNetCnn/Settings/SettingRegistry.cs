using System.Collections.Frozen;

namespace MlNetCnn;

/// <summary>All settings of a kind of options.</summary>
/// <param name="kind">What they are called: <c>training setting</c>.</param>
/// <param name="all">The settings, in the order they are read in.</param>
/// <param name="fresh">New options.</param>
/// <param name="renamed">The names that settings had in requests and models of earlier versions.</param>
internal sealed class SettingRegistry<TOptions, TSetting>(string kind, IReadOnlyList<TSetting> all, TOptions fresh, params (string Former, string Name)[] renamed)
    where TOptions : class
    where TSetting : OptionSetting<TOptions>
{
    private readonly FrozenDictionary<string, TSetting> _byName = all.ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);

    public IReadOnlyList<TSetting> All => all;

    /// <exception cref="FormatException">There is none of that name; the message names the nearest.</exception>
    public TSetting Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(renamed.FirstOrDefault(r => r.Former == name).Name ?? name, out var setting)
            ? setting
            : throw new FormatException($"There is no {kind} '{name}': the nearest is '{Spelling.Closest(name, _byName.Keys, 1).First()}'.");
    }

    /// <summary>Options out of settings by name, in any order.</summary>
    /// <exception cref="FormatException">A name is unknown or there twice, or a text is no value of its setting; the message says which.</exception>
    public TOptions Parse(IEnumerable<KeyValuePair<string, string>> settings, TOptions? start)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var texts = new Dictionary<TSetting, string>();
        foreach (var (name, text) in settings)
        {
            if (!texts.TryAdd(Find(name), text))
                throw new FormatException($"The {kind} '{name}' is given twice: leave one of them out.");
        }
        return all.Where(texts.ContainsKey).Aggregate(start ?? fresh, (options, setting) => setting.Read(texts[setting], options));
    }

    /// <summary>Texts by name, in the registry's order; null leaves one out.</summary>
    public OrderedDictionary<string, string> Format(Func<TSetting, string?> textOf)
    {
        var texts = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in all)
        {
            if (textOf(setting) is { } text)
                texts.Add(setting.Name, text);
        }
        return texts;
    }
}
