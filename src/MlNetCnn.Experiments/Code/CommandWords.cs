using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MlNetCnn.Training;

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
    public void AddImages(string data, RunImages images)
    {
        AddOption("--data", data);
        AddOption("--size", images.Size is { } size ? size.IsSquare ? $"{size.Height}" : $"{size.Height}x{size.Width}" : null);
        AddOption("--channels", images.Channels?.ToString(CultureInfo.InvariantCulture));
        AddOption("--resize", images.Resize == RunImages.AsTheyAre.Resize ? null : $"{images.Resize}".ToLowerInvariant());
        if (images.FastDecode)
            _words.Add("--fast-decode");
        AddOption("--label-column", images.LabelColumn);
        AddOption("--table-shape", images.TableShape is { } shape ? string.Join('x', shape.Dimensions) : null);
        AddOption("--bad-images", images.BadImages == RunImages.AsTheyAre.BadImages ? null : $"{images.BadImages}".ToLowerInvariant());
        AddOption("--max-bad-images", images.MaxBadImages == RunImages.AsTheyAre.MaxBadImages ? null : images.MaxBadImages.ToString(CultureInfo.InvariantCulture));
        AddOption("--test-fraction", images.TestFraction?.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The settings of these names, in the registry's order.</summary>
    public static IEnumerable<TrainingSetting> InOrder(IEnumerable<string> names)
    {
        var given = names.ToImmutableHashSet(StringComparer.Ordinal);
        return TrainingSettings.All.Where(s => given.Contains(s.Name));
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
