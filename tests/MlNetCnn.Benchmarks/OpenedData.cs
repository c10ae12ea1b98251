using System.Diagnostics;

namespace MlNetCnn.Benchmarks;

/// <summary>A data set opened and every image of it read once.</summary>
/// <param name="path">The data set.</param>
/// <param name="use">"anew" decodes every time, "kept" once before and then from the file of decoded pixels, "resized" decodes to 224×224, "fast" at a smaller scale.</param>
/// <param name="measure">"rate" for images a second, "peak" for the process's peak of resident memory in bytes.</param>
internal sealed class OpenedData(string path, string use, string measure) : Contender
{
    public override double Run(double seconds)
    {
        using var cache = new TemporaryCache();
        var options = new ImageLoading { CacheFolder = cache.Path, Cache = use == "kept", Size = use is "resized" or "fast" ? 224 : null, FastDecode = use == "fast" };
        if (use == "kept")
            ImageData.Open(path, options);
        var watch = Stopwatch.StartNew();
        var images = Read(ImageData.Open(path, options));
        return measure == "peak" ? ProcessMemory.Peak() : images / watch.Elapsed.TotalSeconds;
    }

    private static int Read(ImageData data)
    {
        var pixels = new byte[data.Shape.Elements];
        var images = 0;
        foreach (var split in new[] { data.Train, data.Test })
        {
            for (var i = 0; i < (split?.Count ?? 0); i++, images++)
                split!.CopyImage(i, pixels);
        }
        return images;
    }
}
