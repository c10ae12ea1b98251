using System.Text.RegularExpressions;

namespace MlNetCnn;

/// <summary>
/// What must hold for a description whatever the images are: the one list of these rules, kept when JSON is read and written, when a
/// network is built and when it is planned. What depends on shapes is said by <see cref="Layer.Infer"/>.
/// </summary>
internal static partial class ArchitectureChecks
{
    /// <summary>How deep layers may lie in each other. It keeps recursion, and JSON's own depth of 64, in bounds.</summary>
    public const int MaxNesting = 30;

    /// <summary>What an architecture's name has to match.</summary>
    public const string NamePattern = @"^[\p{L}\p{N}._/ -]+$";

    /// <summary>The first thing wrong, or null.</summary>
    /// <param name="architecture">The description.</param>
    /// <param name="classes">The number of classes where it is known, which then counts as the open widths.</param>
    public static ArchitectureFlaw? Find(Architecture architecture, int? classes = null)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var name = architecture.Name;
        if (name is null || !NameRegex().IsMatch(name) || name[^1] == '\n')
            return new("$.name", null, name ?? "", "has a name that cannot be used: write letters, digits, spaces and '.', '_', '-' or '/'.");
        if (architecture.Layers.Count == 0)
            return new("$.layers", null, name, "has no layers: add at least one, ending with Linear for the classes.");
        if (!Enum.IsDefined(architecture.Initialization))
            return new("$.initialization", null, name,
                $"has initialization {architecture.Initialization}: use one of {string.Join(", ", Enum.GetNames<WeightInitialization>())}.");
        HashSet<string> paths = [];
        return LayerPlace.All(architecture).SelectMany(place => Check(place, paths, classes)).FirstOrDefault();
    }

    /// <summary>Throws for the first thing wrong.</summary>
    /// <exception cref="ArgumentException">The network's own settings are wrong.</exception>
    /// <exception cref="LayerShapeException">A layer's settings are wrong.</exception>
    public static void Require(Architecture architecture, int? classes = null)
    {
        if (Find(architecture, classes) is { } flaw)
            throw flaw.ToException();
    }

    private static IEnumerable<ArchitectureFlaw> Check(LayerPlace place, HashSet<string> paths, int? classes)
    {
        var (layer, json, path, depth) = place;
        if (depth >= MaxNesting)
            return [new(json, path, layer.Kind, $"lies in more than {MaxNesting - 1} blocks: nest fewer.")];
        return OfName(layer, json, path, paths)
            .Concat(OfRanges(layer, json, path))
            .Concat(layer.Contradictions(classes).Select(c => new ArchitectureFlaw($"{json}.{c.Setting}", path, layer.Kind, c.Needs)));
    }

    private static IEnumerable<ArchitectureFlaw> OfName(Layer layer, string json, string path, HashSet<string> paths)
    {
        var place = layer.Name is null ? json : $"{json}.name";
        if (layer.Name is { } name && !LayerNames.IsName(name))
            yield return new(place, path, layer.Kind, "has a name that cannot be part of a path: use letters, digits, '_' and '-'.");
        if (!paths.Add(path))
            yield return new(place, path, layer.Kind, "has the name of another layer of its block: give it one of its own.");
    }

    private static IEnumerable<ArchitectureFlaw> OfRanges(Layer layer, string json, string path)
    {
        foreach (var setting in LayerSetting.Of(layer.GetType()))
        {
            var value = setting.Property.GetValue(layer);
            if (value is Enum word && !Enum.IsDefined(word.GetType(), word))
                yield return new($"{json}.{setting.Name}", path, layer.Kind, $"has {setting.Name} {word}: use one of {string.Join(", ", Enum.GetNames(word.GetType()))}.");
            if (setting.Range is not { } range || value is null)
                continue;
            var fits = value switch
            {
                Size2d size => range.Allows(size.Height) && range.Allows(size.Width),
                LayerList list => range.Allows(list.Count),
                _ => range.Allows(Convert.ToDouble(value)),
            };
            if (!fits)
                yield return new($"{json}.{setting.Name}", path, layer.Kind, value is LayerList
                    ? $"has no layer in its {setting.Name}: give it {range}."
                    : $"has {setting.Name} {value}, but it must be {range}.");
        }
    }

    [GeneratedRegex(NamePattern)]
    private static partial Regex NameRegex();
}
