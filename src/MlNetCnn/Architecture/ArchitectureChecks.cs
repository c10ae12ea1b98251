using System.Text.RegularExpressions;

namespace MlNetCnn;

/// <summary>
/// What must hold for a description whatever the images are: the one list of these rules, kept when JSON is read and written, when a
/// network is built and when it is planned. What depends on shapes is the <see cref="Planner"/>'s.
/// </summary>
internal sealed partial class ArchitectureChecks
{
    /// <summary>How deep layers may lie in each other. It keeps recursion, and JSON's own depth of 64, in bounds.</summary>
    public const int MaxNesting = 30;

    /// <summary>What an architecture's name has to match.</summary>
    public const string NamePattern = @"^[\p{L}\p{N}._/ -]+$";

    private readonly int? _classes;

    private ArchitectureChecks(int? classes) => _classes = classes;

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
        return new ArchitectureChecks(classes).Sequence(architecture.Layers, "$.layers", new LayerNames(""), [], 1).FirstOrDefault();
    }

    /// <summary>Throws for the first thing wrong.</summary>
    /// <exception cref="ArgumentException">The network's own settings are wrong.</exception>
    /// <exception cref="LayerShapeException">A layer's settings are wrong.</exception>
    public static void Require(Architecture architecture, int? classes = null)
    {
        if (Find(architecture, classes) is { } flaw)
            throw flaw.ToException();
    }

    private IEnumerable<ArchitectureFlaw> Sequence(LayerList layers, string json, LayerNames names, HashSet<string> taken, int depth) =>
        layers.SelectMany((layer, i) => Check(layer, $"{json}[{i}]", names, i, taken, depth));

    private IEnumerable<ArchitectureFlaw> Check(Layer layer, string json, LayerNames names, int position, HashSet<string> taken, int depth)
    {
        var path = names.PathOf(layer, position);
        if (depth > MaxNesting)
            return [new(json, path, layer.Kind, $"lies in more than {MaxNesting - 1} blocks: nest fewer.")];
        return OfName(layer, json, path, names.NameOf(layer, position), taken)
            .Concat(OfRanges(layer, json, path))
            .Concat(OfPairs(layer, json, path))
            .Concat(OfInside(layer, json, path, depth + 1));
    }

    private static IEnumerable<ArchitectureFlaw> OfName(Layer layer, string json, string path, string name, HashSet<string> taken)
    {
        var place = layer.Name is null ? json : $"{json}.name";
        if (!LayerNames.IsName(name))
            yield return new(place, path, layer.Kind, "has a name that cannot be part of a path: use letters, digits, '_' and '-'.");
        if (!taken.Add(name))
            yield return new(place, path, layer.Kind, "has the name of another layer of its block: give it one of its own.");
    }

    private static IEnumerable<ArchitectureFlaw> OfRanges(Layer layer, string json, string path)
    {
        foreach (var setting in LayerSetting.Of(layer.GetType()))
        {
            if (setting.Range is not { } range || setting.Property.GetValue(layer) is not { } value)
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

    /// <summary>Settings that must fit each other.</summary>
    private IEnumerable<ArchitectureFlaw> OfPairs(Layer layer, string json, string path)
    {
        if (layer is Conv2d { Groups: > 0 } conv && (conv.OutChannels ?? _classes) is { } width && width % conv.Groups != 0)
            yield return new($"{json}.groups", path, layer.Kind,
                $"has {conv.Groups} groups, but {width} output channels: make the groups divide them.");
        var (kernel, padding) = layer switch
        {
            MaxPool2d pool => (pool.Kernel, pool.Padding),
            AvgPool2d pool => (pool.Kernel, pool.Padding),
            _ => default,
        };
        if (padding.Height > kernel.Height / 2 || padding.Width > kernel.Width / 2)
            yield return new($"{json}.padding", path, layer.Kind, $"has padding {padding}, but it may be at most half its window of {kernel}.");
    }

    private IEnumerable<ArchitectureFlaw> OfInside(Layer layer, string json, string path, int depth)
    {
        var names = LayerNames.Inside(path);
        HashSet<string> taken = [];
        return layer switch
        {
            Block block => Sequence(block.Layers, $"{json}.layers", names, taken, depth),
            Concat concat => Sequence(concat.Branches, $"{json}.branches", names, taken, depth),
            Residual residual => Sequence(residual.Body, $"{json}.body", names, taken, depth)
                .Concat(Sequence(residual.Shortcut, $"{json}.shortcut", names.ForUnnamed("shortcut"), taken, depth))
                .Concat(residual.Activation is { } activation
                    ? Check(activation, $"{json}.activation", names.ForUnnamed("activation"), 0, taken, depth)
                    : []),
            _ => [],
        };
    }

    [GeneratedRegex(NamePattern)]
    private static partial Regex NameRegex();
}
