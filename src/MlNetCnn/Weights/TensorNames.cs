using System.Text.RegularExpressions;

namespace MlNetCnn;

/// <summary>
/// The names that a network's tensors have without what saving put around them: prefixes that wrappers of a model give to all of them, and
/// the old names in torchvision's DenseNet.
/// </summary>
internal sealed partial class TensorNames
{
    // Of DataParallel, of torch.compile, and of a model kept in a larger one, such as Lightning's.
    private static readonly string[] Wrappers = ["module.", "_orig_mod.", "model."];

    /// <param name="names">The names of all tensors of weights.</param>
    public TensorNames(IEnumerable<string> names)
    {
        string[] all = [.. names];
        while (all.Length > 0 && Array.Find(Wrappers, w => all.All(n => n.AsSpan(Prefix.Length).StartsWith(w, StringComparison.Ordinal))) is { } wrapper)
            Prefix += wrapper;
    }

    /// <summary>What all of them begin with, and is taken off: nothing, or one wrapper's prefix after another.</summary>
    public string Prefix { get; } = "";

    /// <summary>The name in the network.</summary>
    public string Of(string name)
    {
        var inner = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
        return OldDenseLayer().Replace(inner, "${layer}${number}.");
    }

    // denselayer1.norm.1.weight, of models that were saved before modules could not have a dot in their names
    [GeneratedRegex(@"(?<layer>\bdenselayer[0-9]+\.(norm|relu|conv))\.(?<number>[12])\.", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex OldDenseLayer();
}
