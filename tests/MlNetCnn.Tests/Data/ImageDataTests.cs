using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace MlNetCnn.Tests;

public sealed class ImageDataTests : IDisposable
{
    private readonly DataSetFolder _set = new();

    public void Dispose() => _set.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("a.zip")]
    [InlineData("a.tar")]
    [InlineData("a.tar.gz")]
    public void Open_ClassFoldersWithSplits_GivesBothInTheirOrder(string? packed)
    {
        _set.AddClasses("train/", "test/");

        var data = _set.Open(packed is null ? _set.Path : _set.Pack(packed));

        Assert.Equal(ImageDataFormat.Folder, data.Format);
        Assert.Equal(["cat", "dog"], data.ClassNames.AsEnumerable());
        Assert.Equal(new TensorShape(3, 3, 4), data.Shape);
        Assert.Equal((3, 3), (data.Train.Count, data.Test!.Count));
        Assert.Null(data.Validation);
        var byPath = data.Train.Paths.Select((path, i) => (path, i)).OrderBy(p => p.path, StringComparer.Ordinal).ToArray();
        Assert.Equal(["cat/1.png", "cat/2.png", "dog/1.png"], byPath.Select(p => p.path[(p.path.LastIndexOf("train/", StringComparison.Ordinal) + 6)..]));
        Assert.Equal([0, 0, 1], byPath.Select(p => data.Train.Labels[p.i]));
        Assert.Equal([40, 50, 60], Pixel(data.Train, byPath[1].i));
        Assert.Equal(new Size2d(3, 4), new Size2d(data.Train.Origins[0].Height, data.Train.Origins[0].Width));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a.zip")]
    public void Open_TestImagesWithoutLabels_AreLeftOutAndSaid(string? packed)
    {
        _set.AddClasses("train/").Add("test/1.png", TestImages.Plain(9, 9, SKColors.Red)).Add("test/2.png", TestImages.Plain(9, 9, SKColors.Red));
        var path = packed is null ? _set.Path : _set.Pack(packed);
        for (var i = 0; i < 2; i++)
        {
            var data = _set.Open(path);

            Assert.Equal((3, null), (data.Train.Count, data.Test));
            Assert.Matches("^2 images in 'test' have no label and were left out: mlnetcnn score MODEL ", Assert.Single(data.Notes));
            Assert.Contains(data.Notes[0], DataFindings.Of(DataInspection.Of(data)));
        }
    }

    [Fact]
    public void Open_ClassFoldersWithoutSplits_AreAllToTrainOn()
    {
        var data = _set.AddClasses("pets/").Add("pets/cat/more/3.png", TestImages.Plain(4, 3, SKColors.Red)).Add("pets/readme.txt", [1]).Open();

        Assert.Equal(["cat", "dog"], data.ClassNames.AsEnumerable());
        Assert.Equal(4, data.Train.Count);
        Assert.Null(data.Test);
    }

    [Fact]
    public void Open_SecondTime_DoesNotDecode()
    {
        _set.AddClasses("");
        var first = _set.Open();

        var second = _set.Open();

        Assert.False(first.FromCache);
        Assert.True(second.FromCache);
        Assert.Equal(first.Train.ToImageSet().Pixels.ToArray(), second.Train.ToImageSet().Pixels.ToArray());
        Assert.Equal(first.Train.Paths.AsEnumerable(), second.Train.Paths);
        Assert.Equal(first.Train.Origins.AsEnumerable(), second.Train.Origins);
        Assert.Single(_set.CacheFiles());
    }

    [Fact]
    public void Open_ArchiveSecondTime_IsNotEvenListed()
    {
        var path = _set.AddClasses("").Add("cat/1.tif", [1]).Pack("a.tar.gz");
        _set.Open(path);

        Assert.True(_set.Open(path, o => o with { Archive = new() { Entries = 1 } }).FromCache);
    }

    [Fact]
    public void Open_OtherContentOrSize_IsDecodedAnew()
    {
        _set.AddClasses("");
        _set.Open();

        Assert.False(_set.Open(o => o with { Size = 8 }).FromCache);
        _set.Add("dog/2.png", TestImages.Plain(4, 3, SKColors.Red));
        Assert.False(_set.Open().FromCache);
    }

    [Fact]
    public void Open_FastDecode_IsAnotherDecodingOfJpegsOnly()
    {
        for (var i = 0; i < 4; i++)
            _set.Add($"{i % 2}/{i}.jpg", TestImages.Noise(64, 64, i, SKEncodedImageFormat.Jpeg)).Add($"{i % 2}/{i}.png", TestImages.Noise(64, 64, i, SKEncodedImageFormat.Png));

        var (exact, fast) = (_set.Open(o => o with { Size = 16 }), _set.Open(o => o with { Size = 16, FastDecode = true }));

        Assert.False(fast.FromCache);
        for (var i = 0; i < exact.Train.Count; i++)
        {
            var (one, other) = (new byte[3 * 16 * 16], new byte[3 * 16 * 16]);
            exact.Train.CopyImage(i, one);
            fast.Train.CopyImage(i, other);
            Assert.Equal(exact.Train.Paths[i].EndsWith(".png", StringComparison.Ordinal), one.SequenceEqual(other));
        }
    }

    [Fact]
    public void Open_DamagedCache_IsNoticedAndMadeAnew()
    {
        _set.AddClasses("");
        var pixels = _set.Open().Train.ToImageSet().Pixels.ToArray();
        var file = _set.CacheFiles().Single();
        var whole = File.ReadAllBytes(file);
        foreach (var damaged in new byte[][] { [], whole[..40], whole[..^1], [.. whole, 0], [.. whole[..70], (byte)(whole[70] ^ 1), .. whole[71..]], [.. whole[..30], 77, .. whole[31..]] })
        {
            File.WriteAllBytes(file, damaged);

            var data = _set.Open();

            Assert.False(data.FromCache);
            Assert.Equal(pixels, data.Train.ToImageSet().Pixels.ToArray());
            Assert.True(_set.Open().FromCache);
        }
    }

    [Fact]
    public void Open_WithoutCache_LeavesNoFile()
    {
        var data = _set.AddClasses("").Open(o => o with { Cache = false });

        Assert.Equal(3, data.Train.Count);
        Assert.Equal([10, 20, 30], Pixel(data.Train, 0));
        Assert.False(Directory.Exists(_set.Outside("cache")));
    }

    [Fact]
    public void Open_AllGray_HasOneChannel_AndOneColorImageMakesItThree()
    {
        for (var i = 0; i < 100; i++)
            _set.Add($"{(i % 2 == 0 ? "a" : "b")}/{i:d3}.png", TestImages.Gray(2, 2, (byte)i));
        Assert.Equal(new TensorShape(1, 2, 2), _set.Open().Shape);

        var data = _set.Add("b/zzz.png", TestImages.Plain(2, 2, new SKColor(1, 2, 3))).Open();

        Assert.Equal(new TensorShape(3, 2, 2), data.Shape);
        Assert.Equal([2, 2, 2], Pixel(data.Train, 1));
        Assert.Equal([1, 2, 3], Pixel(data.Train, 100));
    }

    [Fact]
    public void Open_ImagesOfDifferentSizes_NeedASize()
    {
        _set.AddClasses("").Add("dog/2.png", TestImages.Plain(5, 9, SKColors.Red));

        var error = Assert.Throws<InvalidDataException>(() => _set.Open());

        Assert.Contains("'dog/2.png' is 9×5 (height×width), others before it are 3×4: set Size", error.Message);
        Assert.Empty(_set.CacheFiles());
        Assert.Equal(new TensorShape(3, 6, 7), _set.Open(o => o with { MixedSize = (6, 7) }).Shape);
        Assert.Equal(new TensorShape(1, 8, 8), _set.Open(o => o with { Size = 8, Channels = 1 }).Shape);
    }

    [Fact]
    public void Open_ManyImages_KeepsTheirOrder()
    {
        for (var i = 0; i < 700; i++)
            _set.Add($"{(i < 350 ? "a" : "b")}/{i:d4}.png", TestImages.Plain(3, 3, new SKColor((byte)(i / 256), (byte)i, 7)));

        var data = _set.Open(o => o with { Threads = 4 });

        for (var i = 0; i < 700; i++)
        {
            Assert.Equal($"{(i < 350 ? "a" : "b")}/{i:d4}.png", data.Train.Paths[i]);
            Assert.Equal([(byte)(i / 256), (byte)i, 7], Pixel(data.Train, i));
        }
    }

    [Fact]
    public void ToDataView_Folder_HasFeaturesLabelAndPath()
    {
        var ml = new MLContext(1);
        var view = ml.Cnn.LoadImageFolder(_set.AddClasses("").Path, 2, _set.Options);

        var type = Assert.IsType<VectorDataViewType>(view.Schema["Features"].Type);
        Assert.Equal([3, 2, 2], type.Dimensions.AsEnumerable());
        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema["Label"].GetKeyValues(ref names);
        Assert.Equal(["cat", "dog"], names.DenseValues().Select(n => n.ToString()));
        Assert.Equal(["cat/1.png", "cat/2.png", "dog/1.png"], view.GetColumn<string>("Path"));
        Assert.Equal([1u, 1u, 2u], view.GetColumn<uint>("Label"));
        Assert.Equal([40, 40, 40, 40, 50, 50, 50, 50, 60, 60, 60, 60], view.GetColumn<byte[]>("Features").ElementAt(1));
    }

    [Fact]
    public void LoadSiblings_OtherFormat_SayWhatItIs()
    {
        var ml = new MLContext(1);
        _set.AddClasses("");

        Assert.Contains("has class folders, not CSV files", Assert.Throws<InvalidDataException>(() => ml.Cnn.LoadCsv(_set.Path, null, _set.Options)).Message);
        Assert.Equal(3, ml.Cnn.LoadImageArchive(_set.Pack("b.zip"), null, _set.Options).GetRowCount());
    }

    [Fact]
    public void Open_IdxFolder_NeedsNoCache_UntilASizeIsAsked()
    {
        var images = new ImageSet(new TensorShape(1, 4, 4), Enumerable.Range(0, 64).Select(i => (byte)i).ToArray(), [0, 1, 0, 1], ["a", "b"]);
        IdxFolder.Write(_set.Path, images, images);

        var data = _set.Open();
        var larger = _set.Open(o => o with { Size = 8, Channels = 3 });

        Assert.Equal((ImageDataFormat.Idx, 4, 4), (data.Format, data.Train.Count, data.Test!.Count));
        Assert.Equal(images.Pixels.ToArray(), data.Train.ToImageSet().Pixels.ToArray());
        Assert.Equal((new TensorShape(3, 8, 8), ImageDataFormat.Idx), (larger.Shape, larger.Format));
        Assert.Equal([0, 1, 0, 1], larger.Test!.Labels.AsEnumerable());
    }

    [Fact]
    public void Open_Cancelled_LeavesNothing()
    {
        _set.AddClasses("");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => ImageData.Open(_set.Path, _set.Options, null, cancelled.Token));

        Assert.Empty(_set.CacheFiles());
    }

    [Fact]
    public void Open_CacheFolderIsAFile_NamesTheWayOut()
    {
        _set.AddClasses("");
        File.WriteAllText(_set.Outside("taken"), "");

        Assert.Contains("another folder for the cache", Assert.Throws<IOException>(() => _set.Open(o => o with { CacheFolder = _set.Outside("taken") })).Message);
    }

    private static byte[] Pixel(ImageSplit split, int index)
    {
        var pixels = new byte[split.Shape.Elements];
        split.CopyImage(index, pixels);
        var plane = split.Shape.Height * split.Shape.Width;
        return [.. Enumerable.Range(0, split.Shape.Channels).Select(c => pixels[c * plane])];
    }
}
