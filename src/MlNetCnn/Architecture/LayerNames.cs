using System.Text.RegularExpressions;

namespace MlNetCnn;

/// <summary>The names of the layers within one block, and so their paths.</summary>
/// <param name="Prefix">The block's path with its dot; empty outermost.</param>
/// <param name="Unnamed">What stands before the position of a layer without a name.</param>
internal readonly partial record struct LayerNames(string Prefix, string Unnamed = "")
{
    /// <summary>What a name has to match, as .NET and JSON Schema write it.</summary>
    public const string Pattern = "^[A-Za-z0-9_-]+$";

    /// <summary>The names inside a block.</summary>
    public static LayerNames Inside(Layer block, string path) => new(block.SharesNames ? path[..(path.LastIndexOf('.') + 1)] : path + ".");

    /// <summary>The same block's names, with this word before the position of a layer without a name.</summary>
    public LayerNames ForUnnamed(string word) => new(Prefix, word);

    public string NameOf(Layer layer, int position) => layer.Name ?? Unnamed + position;

    public string PathOf(Layer layer, int position) => Prefix + NameOf(layer, position);

    public static bool IsName(string name) => Regex().IsMatch(name) && name[^1] != '\n';

    [GeneratedRegex(Pattern)]
    private static partial Regex Regex();
}
