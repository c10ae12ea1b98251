using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>A folder that is taken for a class, and what speaks against it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Below">The folders with images in it, relative to it; "" is the folder itself.</param>
internal sealed record ClassFolder(string Name, ImmutableArray<string> Below)
{
    /// <summary>The split that its name hints at.</summary>
    public SplitKind? Split { get; } = SplitNames.Like(Name);

    public bool HasOwn => Below.Contains("");

    /// <summary>Whether it holds several folders of images; a single one, like 'images', only wraps them.</summary>
    public bool IsNested => Below.Count(below => below.Length > 0) > 1;

    /// <summary>The folders in it as one text.</summary>
    public string Nested => string.Join('\0', Below.Where(below => below.Length > 0));

    public static ClassFolder Of(string name, IEnumerable<string> below) => new(name, [.. below.Distinct().Order(StringComparer.Ordinal)]);
}
