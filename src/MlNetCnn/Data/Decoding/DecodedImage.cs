namespace MlNetCnn;

/// <summary>What became of an entry.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Group">What its split and class follow from.</param>
/// <param name="Origin">What the image was.</param>
/// <param name="FoldGroup">The value that images of one group share, or empty.</param>
/// <param name="Fault">Why it cannot be read; null where it was.</param>
/// <param name="NeedsColor">Whether it has colors, where gray was expected so far.</param>
/// <param name="OtherSize">Whether its size is not the one all images were expected to have.</param>
internal readonly record struct DecodedImage(
    string Path, string Group, ImageOrigin Origin, string FoldGroup, string? Fault = null, bool NeedsColor = false, bool OtherSize = false);
