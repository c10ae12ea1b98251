namespace MlNetCnn.Tests;

public sealed class CifarArchiveTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();

    public void Dispose() => _cache.Dispose();

    [SkippableFact]
    public void Open_RealJpegsInATarGz_HaveTheirCountsAndClasses()
    {
        var path = SharedData.File("cifar10.tar.gz");
        Skip.If(path is null, "Needs cifar10.tar.gz: see MLNETCNN_SHARED_DATA.");

        var data = ImageData.Open(path, new ImageLoading { CacheFolder = _cache.Path });

        Assert.Equal((50_000, 8_000), (data.Train.Count, data.Test!.Count));
        Assert.Equal(["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"], data.ClassNames.AsEnumerable());
        Assert.Equal(new TensorShape(3, 32, 32), data.Shape);
        Assert.All(data.Train.Labels.CountBy(l => l), c => Assert.Equal(5_000, c.Value));
        Assert.Empty(data.Skipped);
        Assert.True(ImageData.Open(path, new ImageLoading { CacheFolder = _cache.Path }).FromCache);
    }
}
