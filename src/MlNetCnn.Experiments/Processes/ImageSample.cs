namespace MlNetCnn.Experiments;

internal static class ImageSample
{
    /// <summary>Evenly spaced images: where the set is sorted by class, this covers as many classes as possible.</summary>
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
