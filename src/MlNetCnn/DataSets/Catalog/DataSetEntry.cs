using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>What is known of a data set without opening it: a published one of the catalog, or one of the user's own.</summary>
/// <param name="Name">The name people type: <c>fashion-mnist</c>.</param>
/// <param name="Description">What it shows, in a sentence.</param>
/// <param name="License">The terms it comes under, as its authors state them; "yours" for the user's own.</param>
/// <param name="Source">Where it comes from: the address of its page, or the path it was imported from.</param>
/// <param name="Classes">The names of the classes, in the order of the labels.</param>
/// <param name="Shape">The shape of one image, C×H×W; null where the images differ in size.</param>
/// <param name="TrainImages">The number of images to train on, 1 or more.</param>
/// <param name="TestImages">The number of images to test on; 0 where it has no test split.</param>
public sealed record DataSetEntry(
    string Name,
    string Description,
    string License,
    string Source,
    ImmutableArray<string> Classes,
    TensorShape? Shape,
    int TrainImages,
    int TestImages)
{
    /// <summary>The number of images to validate on; 0 where it has no validation split.</summary>
    public int ValidationImages { get; init; }

    /// <summary>The files to download; none for the bundled set and the user's own.</summary>
    public ImmutableArray<PublishedFile> Files { get; init; } = [];

    /// <summary>The size of all files to download, in bytes.</summary>
    public long DownloadBytes => Files.Sum(file => file.Size ?? 0);

    /// <summary>What is known of the images; null where nobody noted it and they differ in size.</summary>
    internal ImageFacts? Facts
    {
        get => field ?? (Shape is not { } shape ? null : new()
        {
            Channels = shape.Channels,
            ShorterSide = Math.Min(shape.Height, shape.Width),
            LongerSide = Math.Max(shape.Height, shape.Width),
            IsOneSize = true,
            TrainImages = TrainImages,
            ValidationImages = ValidationImages,
            TestImages = TestImages,
        });
        init;
    }

    /// <summary>Which of the files is opened to read the images; null where it is the folder that they lie in.</summary>
    internal string? OpenedFile { get; init; }
}
