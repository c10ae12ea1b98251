using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Parquet.Serialization;
using SkiaSharp;

namespace MlNetCnn.Tests;

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

    [Theory]
    [InlineData("coarse.parquet", "kreis,quadrat")]
    [InlineData("imgcol.parquet", "kreis,quadrat")]
    [InlineData("parquet-one-folder-down", "kreis,quadrat")]
    public void Open_CasesAsPeopleHaveThem_AreRead(string name, string classes) =>
        Assert.Equal(classes, string.Join(',', _set.Open(MlNetCnn.TestCases.Cases.Path("tables", name)).ClassNames));

    [Fact]
    public async Task Open_LabelOfMinusOne_IsNoLabel()
    {
        var names = new Dictionary<string, string> { ["huggingface"] = """{"info":{"features":{"label":{"names":["cat","dog"],"_type":"ClassLabel"}}}}""" };
        await Write("train.parquet", [Picture("a.png", 1, 10), Picture("b.png", 0, 20)], names);
        await Write("test.parquet", [Picture("c.png", -1, 10)], names);

        var data = _set.Open();

        Assert.Equal((2, null), (data.Train.Count, data.Test));
    }

    [Fact]
    public async Task Open_CutOffOrOtherColumns_IsRefused()
    {
        await Write("a.parquet", Picture("a.png", 1, 10), Picture("b.png", 0, 20));
        var whole = File.ReadAllBytes(_set.File("a.parquet"));

        Assert.Contains("is a damaged Parquet file", Assert.Throws<InvalidDataException>(() => _set.Add("cut.parquet", whole[..(whole.Length / 2)]).Open(_set.File("cut.parquet"))).Message);
        Assert.Contains("has no label column 'kind', but", Assert.Throws<InvalidDataException>(() => _set.Open(_set.File("a.parquet"), o => o with { LabelColumn = "kind" })).Message);
    }

    [Theory]
    [InlineData("hang-pic")]
    [InlineData("hang-pix")]
    [InlineData("alloc413-pix")]
    [InlineData("odd189-pic")]
    [InlineData("odd225-pic")]
    public void Open_FooterThatMakesReadersLoopOrTakeAllMemory_IsCalledDamaged(string name)
    {
        var file = Path.Combine(Cases(), $"{name}.parquet");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var message = Assert.Throws<InvalidDataException>(() => _set.Open(file)).Message;

        Assert.StartsWith($"'{file}' is a damaged Parquet file: ", message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public async Task Open_FooterThatDoesNotEnd_IsCalledDamaged()
    {
        await Write("a.parquet", Picture("a.png", 1, 10), Picture("b.png", 0, 20));
        var bytes = File.ReadAllBytes(_set.File("a.parquet"));
        bytes[^9] = 0x10;

        Assert.Contains("a field has no type", Assert.Throws<InvalidDataException>(() => _set.Add("x.parquet", bytes).Open(_set.File("x.parquet"))).Message);
    }

    [Theory]
    [InlineData("a.parquet")]
    [InlineData("b.parquet")]
    public async Task Open_MutatedAtRandomOrCutOff_IsReadOrRefused(string name)
    {
        await Write("a.parquet", [.. Enumerable.Range(0, 6).Select(i => Picture($"{i}.png", i % 2, (byte)i))]);
        await Write("b.parquet", [.. Enumerable.Range(0, 6).Select(i => new PixelRow { Label = $"{i % 2}", Pixels = [i, 2, 3, 4] })]);
        var whole = File.ReadAllBytes(_set.File(name));
        var random = new Random(413);
        for (var i = 0; i < 1_500; i++)
        {
            var bytes = whole[..(random.Next(10) == 0 ? random.Next(whole.Length) : whole.Length)];
            for (var changes = random.Next(1, 6); changes > 0 && bytes.Length > 0; changes--)
                bytes[random.Next(3) == 0 ? random.Next(bytes.Length) : Math.Max(0, bytes.Length - 1 - random.Next(1000))] = (byte)random.Next(256);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var stop = new CancellationTokenSource();
                using var tree = FileTree.Open(_set.Add("x.parquet", bytes).File("x.parquet"), new());
                foreach (var entry in ParquetSource.Known.Recognize(tree, new())!.Read(stop.Token))
                    Assert.NotNull(entry.Group);
            }
            catch (InvalidDataException e)
            {
                Assert.Contains("x.parquet", e.Message);
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        }
    }

    [Fact]
    public async Task Open_Cancelled_EndsWithinARowGroup()
    {
        await Write("a.parquet", Picture("a.png", 1, 10), Picture("b.png", 0, 20));
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => new ParquetTable("a.parquet", File.OpenRead(_set.File("a.parquet")), new(), new TablePaths(new(() => []), "", null), stop.Token));
    }

    private static string Cases([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "Cases");

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
