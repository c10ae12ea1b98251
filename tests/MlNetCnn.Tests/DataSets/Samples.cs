using System.Collections.Immutable;

namespace MlNetCnn.Tests;

/// <summary>Small data to inspect and import.</summary>
internal static class Samples
{
    public static readonly ImmutableArray<string> Names = ["cat", "dog"];

    /// <summary>Gray images of 2×2, each of one value, labeled cat where the value is even.</summary>
    public static ImageSet Flat(params byte[] values) => Labeled([.. values.Select(value => (value, value % 2))]);

    /// <summary>Gray images of 2×2, each of one value.</summary>
    public static ImageSet Labeled(params (byte Value, int Label)[] images) => new(
        new TensorShape(1, 2, 2), images.SelectMany(image => Enumerable.Repeat(image.Value, 4)).ToArray(), [.. images.Select(image => image.Label)], Names);

    public static ImageData Data(ImageSet train, ImageSet? test = null, ImageSet? validation = null) =>
        new("here", ImageDataFormat.Idx, new(train), validation is null ? null : new(validation), test is null ? null : new(test));

    /// <summary>A folder of IDX files with 4 images to train on and 2 to test on.</summary>
    public static string WriteFolder(string path)
    {
        IdxFolder.Write(path, Flat(0, 1, 2, 3), Flat(4, 5));
        return path;
    }
}
