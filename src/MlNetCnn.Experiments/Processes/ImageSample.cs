namespace MlNetCnn.Experiments;

/// <summary>Some images of a set.</summary>
internal static class ImageSample
{
    /// <summary>So many images at even distances: where classes follow each other, of as many classes as possible.</summary>
    /// <param name="all">The set.</param>
    /// <param name="count">How many, at least 1 and at most all.</param>
    public static ImageSet Of(ImageSplit all, int count)
    {
        var size = all.Shape.Elements;
        var pixels = new byte[count * size];
        int[] positions = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * all.Count / count))];
        for (var i = 0; i < count; i++)
            all.CopyImage(positions[i], pixels.AsSpan(i * size, size));
        return new ImageSet(all.Shape, pixels, [.. positions.Select(i => all.Labels[i])], all.ClassNames);
    }
}
