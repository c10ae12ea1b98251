namespace MlNetCnn;

/// <summary>The names taken within one block: gives each layer its path and refuses one that is taken or cannot be a name.</summary>
internal sealed class LayerNames(string prefix, HashSet<string>? taken = null, string? unnamed = null)
{
    private readonly HashSet<string> _taken = taken ?? [];

    /// <summary>The same block's names, with this word before the position of a layer without a name.</summary>
    public LayerNames ForUnnamed(string word) => new(prefix, _taken, word);

    public string PathOf(Layer layer, string position)
    {
        var name = layer.Name ?? unnamed + position;
        var path = prefix + name;
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            throw new LayerShapeException(path, layer.Kind, null, "has a name that cannot be part of a path: use letters, digits, '_' and '-'.");
        if (!_taken.Add(name))
            throw new LayerShapeException(path, layer.Kind, null, "has the name of another layer of its block: give it one of its own.");
        return path;
    }
}
