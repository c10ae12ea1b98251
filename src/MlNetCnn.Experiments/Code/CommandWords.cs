using System.Text;

namespace MlNetCnn.Experiments;

/// <summary>
/// The words of an <c>mlnetcnn</c> command for bash, preceded by commands that write custom networks to description files.
/// </summary>
internal sealed class CommandWords(string verb)
{
    private readonly StringBuilder _files = new();
    private readonly HashSet<string> _names = [];
    private readonly List<string> _words = [verb];

    public void Add(params ReadOnlySpan<string> words) => _words.AddRange(words);

    /// <summary>Adds nothing where the value is null.</summary>
    public void AddOption(string option, string? value)
    {
        if (value is not null)
            _words.AddRange([option, value]);
    }

    /// <summary>By name for a network of the catalog, otherwise by the path of its description.</summary>
    public void AddNetwork(Architecture network)
    {
        if (Architectures.Has(network))
        {
            _words.Add(network.Name);
            return;
        }
        var file = FileOf(network.Name);
        _files.Append($"cat > {ShellWord.Quote(file)} <<'END'\n{network.ToJson()}\nEND\n");
        // "./" because a description file may have the name of a catalog network.
        _words.Add($"./{file}");
    }

    public void AddImages(string data, IReadOnlyDictionary<string, string> images)
    {
        AddOption("--data", data);
        AddSettings(ImageSettings.All, images);
    }

    /// <summary>Settings in the registry's order.</summary>
    public void AddSettings(IEnumerable<Setting> registry, IReadOnlyDictionary<string, string> texts)
    {
        foreach (var setting in registry.Where(s => texts.ContainsKey(s.Name)))
        {
            if (setting.Kind == SettingKind.Flag && texts[setting.Name] == "true")
                _words.Add($"--{setting.Name}");
            else
                AddOption($"--{setting.Name}", texts[setting.Name]);
        }
    }

    public override string ToString() => $"{_files}mlnetcnn {string.Join(' ', _words.Select(ShellWord.Quote))}";

    // Different names may map to the same file name.
    private string FileOf(string name)
    {
        var stem = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '-')]);
        var file = stem;
        for (var number = 2; !_names.Add(file); number++)
            file = $"{stem}-{number}";
        return file + ".json";
    }
}
