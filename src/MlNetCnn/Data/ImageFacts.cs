namespace MlNetCnn;

/// <summary>What can be known of a data set without its pixels; sides are medians over the training images.</summary>
internal sealed record ImageFacts
{
    public required int Channels { get; init; }

    public required int ShorterSide { get; init; }

    public required int LongerSide { get; init; }

    public required bool IsOneSize { get; init; }

    public required int TrainImages { get; init; }

    public required int ValidationImages { get; init; }

    public required int TestImages { get; init; }

    /// <summary>Training images of the smallest class; 0 where nobody counted.</summary>
    public int SmallestClass { get; init; }

    /// <summary>The facts of images that are read.</summary>
    public static ImageFacts Of(ImageData data)
    {
        var (train, sizes) = (data.Train, data.Train.Origins);
        var counts = new int[data.ClassNames.Length];
        foreach (var label in train.Labels)
            counts[label]++;
        return new()
        {
            Channels = data.Shape.Channels,
            ShorterSide = Median(sizes.Select(size => Math.Min(size.Height, size.Width))),
            LongerSide = Median(sizes.Select(size => Math.Max(size.Height, size.Width))),
            IsOneSize = sizes.All(size => (size.Height, size.Width) == (sizes[0].Height, sizes[0].Width)),
            TrainImages = train.Count,
            ValidationImages = data.Validation?.Count ?? 0,
            TestImages = data.Test?.Count ?? 0,
            SmallestClass = counts.Min(),
        };
    }

    /// <summary>Reads headers and classes only.</summary>
    /// <inheritdoc cref="ImageData.Open"/>
    public static ImageFacts Read(
        string path, ImageLoading options, IProgress<ImageLoadingProgress>? progress = null, CancellationToken cancellationToken = default) => Of(ImageData.Open(
            path, options with { Size = null, MixedSize = null, Channels = null, Resize = default, FastDecode = false, TestFraction = null, HeadersOnly = true }, progress, cancellationToken));

    private static int Median(IEnumerable<int> values)
    {
        int[] sorted = [.. values.Order()];
        return sorted[(sorted.Length - 1) / 2];
    }
}
