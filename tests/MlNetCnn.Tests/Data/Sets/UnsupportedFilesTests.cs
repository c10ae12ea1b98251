using SkiaSharp;

namespace MlNetCnn.Tests;

/// <summary>What lies among images: counted where it is not supported, never taken for a class where a system left it behind.</summary>
public sealed class UnsupportedFilesTests : IDisposable
{
    private readonly DataSetFolder _set = new DataSetFolder().AddClasses("");

    public void Dispose() => _set.Dispose();

    private string[] Forms => [_set.Path, _set.Pack("a.zip"), _set.Pack("a.tar"), _set.Pack("a.tar.gz")];

    [Fact]
    public void Open_OtherKindsAmongImages_AreCountedByTheirExtension()
    {
        _set.Add("cat/1.psd", "8BPS"u8.ToArray()).Add("dog/2.PSD", "8BPS"u8.ToArray()).Add("cat/3.heic", new byte[40]).Add("dog/raw", [1, 2]).Add("dog/labels.xml", [1]).Add("README", [1]);

        foreach (var path in Forms)
        {
            for (var i = 0; i < 2; i++)
            {
                var data = _set.Open(path);

                Assert.Equal(i == 1, data.FromCache);
                Assert.Equal([new("", 1), new(".heic", 1), new(".psd", 2)], data.Unsupported.AsEnumerable());
                Assert.Equal(data.Unsupported.AsEnumerable(), DataInspection.Of(data).Unsupported);
                Assert.Equal(3, data.Train.Count);
                Assert.Empty(data.Skipped);
            }
        }
    }

    [Fact]
    public void Open_AnotherUnsupportedFile_IsCountedThoughTheImagesAreKept()
    {
        _set.Open();
        Assert.Equal([new(".psd", 1)], _set.Add("cat/1.psd", [1]).Open().Unsupported.AsEnumerable());
    }

    [Theory]
    [InlineData("noending", SKEncodedImageFormat.Png)]
    [InlineData("noending", SKEncodedImageFormat.Jpeg)]
    [InlineData("noending", SKEncodedImageFormat.Webp)]
    [InlineData("a.jfif", SKEncodedImageFormat.Jpeg)]
    [InlineData("a.JPE", SKEncodedImageFormat.Jpeg)]
    [InlineData("photo.1", SKEncodedImageFormat.Png)]
    public void Open_ImageUnderAnotherName_IsRead(string name, SKEncodedImageFormat format)
    {
        _set.Add($"dog/{name}", TestImages.Noise(4, 3, 1, format));

        foreach (var path in Forms)
        {
            var data = _set.Open(path);

            Assert.Equal((4, 0), (data.Train.Count, data.Unsupported.Length));
            Assert.Contains(data.Train.Paths, p => p.EndsWith($"dog/{name}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Open_ClassOfUnsupportedFilesOnly_IsRefusedAndNamesThem()
    {
        _set.Add("bird/1.heic", new byte[40]).Add("bird/2.heic", new byte[40]);

        foreach (var path in Forms)
        {
            var message = Assert.Throws<InvalidDataException>(() => _set.Open(path)).Message;
            Assert.Matches("The class folder '(set/)?bird' of .* has no images", message);
            Assert.Contains("2 files skipped: .heic is not supported", message);
        }
    }

    [Theory]
    [InlineData("__MACOSX/cat/._1.png")]
    [InlineData("@eaDir/x/SYNO.png")]
    [InlineData("cat/@eaDir/1.png/SYNOPHOTO.png")]
    [InlineData(".ipynb_checkpoints/1-checkpoint.png")]
    [InlineData("$RECYCLE.BIN/1.png")]
    [InlineData("cat/Thumbs.db")]
    [InlineData("cat/desktop.ini")]
    [InlineData(".DS_Store")]
    [InlineData("dog/._1.png")]
    public void Open_Junk_IsIgnored(string name)
    {
        _set.Add(name, TestImages.Plain(9, 9, SKColors.Red));

        foreach (var path in Forms)
        {
            var data = _set.Open(path);

            Assert.Equal(["cat", "dog"], data.ClassNames.AsEnumerable());
            Assert.Equal((3, 0, 0), (data.Train.Count, data.Skipped.Length, data.Unsupported.Length));
        }
    }

    [Fact]
    public void Open_LinkedFileThatChanges_IsDecodedAnew()
    {
        if (OperatingSystem.IsWindows())
            return;
        File.WriteAllBytes(_set.Outside("real.png"), TestImages.Plain(4, 3, SKColors.Red));
        File.CreateSymbolicLink(_set.File("dog/2.png"), _set.Outside("real.png"));
        Assert.Equal(4, _set.Open().Train.Count);

        File.WriteAllBytes(_set.Outside("real.png"), TestImages.Noise(4, 3, 1, SKEncodedImageFormat.Png));

        Assert.False(_set.Open().FromCache);
    }
}
