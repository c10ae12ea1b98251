using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Files beside images that were not read because their kind is not supported.</summary>
/// <param name="Extension">The end of their names in lower case, such as <c>.heic</c>; empty for names without one.</param>
/// <param name="Files">How many there are, 1 or more.</param>
public readonly record struct UnsupportedFiles(string Extension, int Files)
{
    /// <summary>What is said of them, without a full stop: <c>6 files skipped: .psd is not supported</c>; empty for none.</summary>
    internal static string Describe(ImmutableArray<UnsupportedFiles> kinds)
    {
        if (kinds.IsEmpty)
            return "";
        var all = kinds.Sum(kind => kind.Files);
        var names = kinds.Select(kind => (kind.Extension.Length > 0 ? kind.Extension : "a name without extension") + (kinds.Length > 1 ? $" ({kind.Files:N0})" : ""));
        var advice = string.Concat(kinds.Select(kind => ForeignImages.AdviceFor(kind.Extension)).OfType<string>().Select(text => $" ({text})"));
        return $"{all:N0} {(all == 1 ? "file" : "files")} skipped: {string.Join(", ", names)} {(kinds.Length == 1 ? "is" : "are")} not supported{advice}";
    }
}
