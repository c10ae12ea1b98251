using System.Text;

namespace MlNetCnn.Experiments;

/// <summary>
/// A line for bash with the command <c>mlnetcnn</c>, word by word; before it stands what writes the descriptions of networks of one's own into
/// files beside.
/// </summary>
internal sealed class CommandWords(string verb)
{
    private readonly StringBuilder _files = new();
    private readonly HashSet<string> _names = [];
    private readonly List<string> _words = [verb];

    public void Add(params ReadOnlySpan<string> words) => _words.AddRange(words);

    /// <summary>An option with its value; nothing where there is none.</summary>
    public void AddOption(string option, string? value)
    {
        if (value is not null)
            _words.AddRange([option, value]);
    }

    /// <summary>A network: its name where the catalog has it, otherwise the path of its description.</summary>
    public void AddNetwork(Architecture network)
    {
        if (Architectures.Has(network))
        {
            _words.Add(network.Name);
            return;
        }
        var file = FileOf(network.Name);
        _files.Append($"cat > {ShellWord.Quote(file)} <<'END'\n{network.ToJson()}\nEND\n");
        // ./: a description may be called like a network of the catalog.
        _words.Add($"./{file}");
    }

    /// <summary>The images, and how they are read.</summary>
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

    // Other names may come to the same letters.
    private string FileOf(string name)
    {
        var stem = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '-')]);
        var file = stem;
        for (var number = 2; !_names.Add(file); number++)
            file = $"{stem}-{number}";
        return file + ".json";
    }
}
