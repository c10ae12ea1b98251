using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Images that are the same, byte for byte.</summary>
/// <param name="Images">Two or more, in the order training, validation, test.</param>
public sealed record DuplicateImages(ImmutableArray<DuplicateImage> Images)
{
    /// <summary>Whether they lie in more than one split: a test that knows training images says little.</summary>
    public bool IsLeak => Images.Any(image => image.Split != Images[0].Split);

    /// <summary>Whether they are labeled differently, so that some label is wrong.</summary>
    public bool IsContradiction => Images.Any(image => image.Class != Images[0].Class);
}
