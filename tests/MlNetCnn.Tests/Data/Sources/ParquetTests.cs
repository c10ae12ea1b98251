using System.Text.Json.Serialization;
using Parquet.Serialization;
using SkiaSharp;

namespace MlNetCnn.Tests.Data.Sources;

public sealed class ParquetTests : IDisposable
{
    private readonly DataSetFolder _set = new();

    public void Dispose() => _set.Dispose();

    [Fact]
    public async Task Open_StructOfBytesAndPath_HasImagesAndPaths()
    {
        await Write("data/train-00000-of-00001.parquet", Picture("a.png", 1, 10), Picture("b.png", 0, 20), Picture("c.png", 1, 30));
        await Write("data/test-00000-of-00001.parquet", Picture("d.png", 1, 40));

        var data = _set.Open();

        Assert.Equal((ImageDataFormat.Parquet, 3, 1), (data.Format, data.Train.Count, data.Test!.Count));
        Assert.Equal(new TensorShape(3, 2, 2), data.Shape);
        Assert.Equal(["0", "1"], data.ClassNames.AsEnumerable());
        Assert.Equal([1, 0, 1], data.Train.Labels.AsEnumerable());
        Assert.Equal(["a.png", "b.png", "c.png"], data.Train.Paths.AsEnumerable());
        Assert.Equal(20, data.Train.ToImageSet().Image(1)[0]);
    }

    [Fact]
    public async Task Open_ClassNamesInTheMetadata_AreTaken()
    {
        var names = new Dictionary<string, string> { ["huggingface"] = """{"info":{"features":{"label":{"names":["cat","dog","bird"],"_type":"ClassLabel"}}}}""" };
        await Write("a.parquet", [Picture("a.png", 1, 10), Picture("b.png", 0, 20)], names);

        Assert.Equal(["cat", "dog", "bird"], _set.Open(_set.File("a.parquet")).ClassNames.AsEnumerable());
    }

    [Fact]
    public async Task Open_BadImageOrNone_IsSkipped()
    {
        await Write("a.parquet", Picture("a.png", 1, 10), new PictureRow { Label = 0, Image = new() { Bytes = [1, 2, 3], Path = "bad.png" } }, Picture("b.png", 0, 20));

        Assert.Equal("bad.png", Assert.Single(_set.Open(_set.File("a.parquet")).Skipped).Path);
    }

    [Fact]
    public async Task Open_ListOfPixels_IsASquareImage()
    {
        await Write("a.parquet", new PixelRow { Label = "x", Pixels = [1, 2, 3, 4] }, new PixelRow { Label = "y", Pixels = [5, 6, 7, 255] });

        var data = _set.Open(_set.File("a.parquet"));

        Assert.Equal(new TensorShape(1, 2, 2), data.Shape);
        Assert.Equal(["x", "y"], data.ClassNames.AsEnumerable());
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 255], data.Train.ToImageSet().Pixels.ToArray());
    }

    [Fact]
    public async Task Open_PixelOutOfRange_IsRefused()
    {
        await Write("a.parquet", new PixelRow { Label = "x", Pixels = [1, 2, 3, 256] });

        Assert.Contains("has pixel 256", Assert.Throws<InvalidDataException>(() => _set.Open(_set.File("a.parquet"))).Message);
    }

    [Fact]
    public async Task Open_CutOffOrOtherColumns_IsRefused()
    {
        await Write("a.parquet", Picture("a.png", 1, 10), Picture("b.png", 0, 20));
        var whole = File.ReadAllBytes(_set.File("a.parquet"));

        Assert.Contains("is a damaged Parquet file", Assert.Throws<InvalidDataException>(() => _set.Add("cut.parquet", whole[..(whole.Length / 2)]).Open(_set.File("cut.parquet"))).Message);
        Assert.Contains("has no label column 'kind', but", Assert.Throws<InvalidDataException>(() => _set.Open(_set.File("a.parquet"), o => o with { LabelColumn = "kind" })).Message);
    }

    private static PictureRow Picture(string path, long label, byte value) =>
        new() { Label = label, Image = new() { Path = path, Bytes = TestImages.Plain(2, 2, new SKColor(value, 0, 0)) } };

    private Task Write<T>(string name, params T[] rows)
        where T : class, new() => Write(name, rows, null);

    private async Task Write<T>(string name, T[] rows, Dictionary<string, string>? metadata)
        where T : class, new()
    {
        using var stream = new MemoryStream();
        await ParquetSerializer.SerializeAsync(rows, stream, customMetadata: metadata);
        _set.Add(name, stream.ToArray());
    }

    internal sealed class PictureRow
    {
        [JsonPropertyName("label")]
        public long Label { get; set; }

        [JsonPropertyName("image")]
        public Encoded? Image { get; set; }
    }

    internal sealed class Encoded
    {
        [JsonPropertyName("bytes")]
        public byte[]? Bytes { get; set; }

        [JsonPropertyName("path")]
        public string? Path { get; set; }
    }

    internal sealed class PixelRow
    {
        [JsonPropertyName("label")]
        public string? Label { get; set; }

        [JsonPropertyName("pixels")]
        public List<int>? Pixels { get; set; }
    }
}
