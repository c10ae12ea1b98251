namespace MlNetCnn;

/// <summary>Pretrained weights that come with a name: what they are, where they come from, and how they expect images.</summary>
/// <param name="Name">The name people type: <c>resnet18-imagenet</c>.</param>
/// <param name="Architecture">The network of the catalog that the weights belong to.</param>
/// <param name="Description">What they were trained on and by whom, in a sentence.</param>
/// <param name="License">The terms they come under, as their publisher states them.</param>
/// <param name="Source">The address of the page that publishes them.</param>
public sealed record PretrainedEntry(string Name, Architecture Architecture, string Description, string License, string Source)
{
    /// <summary>The height and width, in pixels, of the images they were trained on.</summary>
    public required int Side { get; init; }

    /// <summary>The number of classes of their head. Default: null, for weights without a head.</summary>
    public int? Classes { get; init; }

    /// <summary>How pixels from 0 to 255 are scaled and normalized, in the order red, green, blue.</summary>
    public required Preprocessing Preprocessing { get; init; }

    /// <summary>The file to download; null for weights that come along.</summary>
    public PublishedFile? File { get; init; }
}
