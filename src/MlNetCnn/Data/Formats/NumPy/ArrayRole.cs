using System.Text.RegularExpressions;

namespace MlNetCnn;

/// <summary>What an array's name says that it is.</summary>
/// <param name="Split">The split in it, as in <c>x_train</c>.</param>
/// <param name="IsImages">Images (true), labels (false), or not said.</param>
/// <param name="IsOther">Whether it is something that is not read, such as indices or file names.</param>
internal sealed partial record ArrayRole(SplitKind? Split, bool? IsImages, bool IsOther)
{
    /// <summary>The role of an array by its path: its own name goes before those of files and folders.</summary>
    public static ArrayRole Of(string path)
    {
        var parts = path.Split('/').Reverse().Select(OfPart).ToArray();
        return new ArrayRole(
            parts.Select(part => part.Split).FirstOrDefault(split => split is not null),
            parts.Select(part => part.IsImages).FirstOrDefault(isImages => isImages is not null),
            parts[0].IsOther);
    }

    private static ArrayRole OfPart(string name)
    {
        var matches = Words().Matches(name).Select(word => Known().Match(word.Value)).Where(word => word.Success).ToArray();
        var split = matches.Select(m => m.Groups["split"].Value).FirstOrDefault(text => text.Length > 0);
        var (images, labels) = (matches.Any(m => m.Groups["images"].Success), matches.Any(m => m.Groups["labels"].Success));
        return new ArrayRole(
            split?.ToUpperInvariant() switch { null => null, "TR" => SplitKind.Train, "TE" => SplitKind.Test, var word => SplitNames.Of(word) },
            labels ? false : images ? true : null, // image_labels
            matches.Any(m => m.Groups["other"].Success));
    }

    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+")]
    private static partial Regex Words();

    [GeneratedRegex("""
        ^(?:(?<other>ids?|idx|index|indexes|indices|filenames?|files?|paths?|coords?|sizes?|weights?|mean|std|names?|info|attributes|masks?|boxes)
        |(?:(?<images>x|images?|imgs?|data|features?|pixels?|inputs?)|(?<labels>y|labels?|lbls?|targets?|class|classes|emotions?))?
        (?<split>train|training|tr|test|testing|te|val|valid|validation|dev)?
        (?:(?<images>x|images?|imgs?|data|features?|pixels?|inputs?|set)|(?<labels>y|labels?|lbls?|targets?|class|classes))?)$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Known();
}
