using System.Formats.Tar;
using System.IO.Compression;
using SkiaSharp;

namespace MlNetCnn.Tests;

public sealed class StructureErrorTests : IDisposable
{
    private readonly DataSetFolder _set = new();

    public void Dispose() => _set.Dispose();

    [Fact]
    public void Open_EmptyClassFolder_Stops()
    {
        _set.AddClasses("train/", "test/");
        Directory.CreateDirectory(_set.File("train/bird"));

        foreach (var path in new[] { _set.Path, _set.Pack("a.zip"), _set.Pack("a.tar") })
            Assert.Matches("The class folder '(set/)?train/bird' of .* has no images", Refused(path));
    }

    [Fact]
    public void Open_OneClassOnly_Stops() =>
        Assert.Contains("has one class only, 'cat'", Refused(_set.Add("cat/1.png", TestImages.Plain(2, 2, SKColors.Red)).Path));

    [Fact]
    public void Open_ClassInTestThatTrainLacks_Stops()
    {
        _set.AddClasses("train/", "test/").Add("test/bird/1.png", TestImages.Plain(4, 3, SKColors.Red));

        Assert.Contains("Class 'bird' of", Refused(_set.Path));
        Assert.Contains("has images in test, but none in train", Refused(_set.Path));
    }

    [Fact]
    public void Open_ImagesOutsideOfClasses_Stops()
    {
        _set.AddClasses("");
        Assert.Contains("lie in no class folder", Refused(_set.Add("stray.png", TestImages.Plain(4, 3, SKColors.Red)).Path));
    }

    [Fact]
    public void Open_FolderBesideTrain_Stops()
    {
        _set.AddClasses("train/", "test/").Add("extra/cat/1.png", TestImages.Plain(4, 3, SKColors.Red));
        Assert.Contains("'extra/cat', which is neither below train, val nor test", Refused(_set.Path));
    }

    [Fact]
    public void Open_NothingToRead_SaysWhatIsNeeded()
    {
        Assert.Throws<FileNotFoundException>(() => _set.Open(_set.File("none")));
        Directory.CreateDirectory(_set.Path);
        Assert.Contains("has no images", Refused(_set.Path));
        Assert.Contains("is empty", Refused(_set.Add("a.zip", []).File("a.zip")));
        Assert.Contains("is of no known format. ", Refused(_set.Add("b.bin", [9, 1, 2, 3]).File("b.bin")));
        Assert.Contains("cannot be unpacked as bzip2", Refused(_set.Add("c.tar.bz2", "BZh91"u8.ToArray()).File("c.tar.bz2")));
    }

    [Fact]
    public void Open_OneImageThatCannotBeRead_SpeaksOfOne() =>
        Assert.Contains("The only image of ", Refused(_set.Add("cat/1.png", [1, 2, 3]).Path));

    [Theory]
    [InlineData("../evil.png")]
    [InlineData("cat/../../evil.png")]
    [InlineData("/etc/evil.png")]
    [InlineData("C:\\evil.png")]
    [InlineData("cat\\..\\..\\evil.png")]
    public void Open_ArchiveWithNamesThatLeadOut_IsRefused(string name)
    {
        Assert.Contains("absolute or leads out of the archive", Refused(Zip("a.zip", (name, TestImages.Plain(2, 2, SKColors.Red)))));
        Assert.Contains("absolute or leads out of the archive", Refused(Tar("a.tar", new PaxTarEntry(TarEntryType.RegularFile, name))));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public void Open_TarWithALink_IsRefused(TarEntryType type) =>
        Assert.Contains("has a link, 'cat/1.png'", Refused(Tar("a.tar", new PaxTarEntry(type, "cat/1.png") { LinkName = "/etc/passwd" })));

    [Fact]
    public void Open_ZipWithALink_IsRefused()
    {
        var path = _set.Outside("links.zip");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
            archive.CreateEntry("cat/1.png").ExternalAttributes = unchecked((int)0xA1FF0000);

        Assert.Contains("has a link, 'cat/1.png'", Refused(path));
    }

    [Fact]
    public void Open_ZipBomb_IsRefusedByItsRatio()
    {
        var zeros = new byte[30 << 20];

        Assert.Contains("as zip bombs do", Refused(Zip("a.zip", ("cat/1.bmp", zeros), ("dog/1.bmp", zeros))));
        Assert.Contains("as zip bombs do", Refused(Zipped("a.tar.gz", "notes.txt", zeros)));
    }

    [Fact]
    public void Open_ArchiveAboveALimit_IsRefused()
    {
        var zip = _set.AddClasses("").Pack("a.zip");
        var tar = _set.Pack("a.tar.gz");

        foreach (var path in new[] { zip, tar })
        {
            Assert.Contains("has more than 2 entries", Refused(path, new ArchiveLimits { Entries = 2 }));
            Assert.Contains("unpacks to more than 100 bytes", Refused(path, new ArchiveLimits { TotalBytes = 100 }));
            var skipping = _set.Options with { Archive = new ArchiveLimits { FileBytes = 10 } };
            Assert.Contains("at most 10 are read", Assert.Throws<InvalidDataException>(() => ImageData.Open(path, skipping)).Message);
        }
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar")]
    [InlineData("a.tar.gz")]
    public void Open_ArchiveCutOff_IsRefused(string name)
    {
        for (var i = 0; i < 40; i++)
            _set.Add($"{(i % 2 == 0 ? "a" : "b")}/{i}.png", TestImages.Noise(8, 8, i, SKEncodedImageFormat.Png));
        var whole = File.ReadAllBytes(_set.Pack(name));
        var blocks = whole.Length / 512;
        // Between two entries of a tar, too, where a reader sees nothing wrong.
        foreach (var length in new[] { 600, whole.Length / 3, whole.Length / 2, blocks / 2 * 512, blocks * 3 / 4 * 512 })
        {
            var path = _set.Outside($"{length}-{name}");
            File.WriteAllBytes(path, whole[..length]);

            Assert.Matches("cut off|damaged", Refused(path));
        }
        Assert.Empty(_set.CacheFiles());
    }

    [Fact]
    public void Open_TarHeaderThatClaimsGigabytes_TakesNoMemory()
    {
        var bytes = new byte[2048];
        "././@LongLink"u8.CopyTo(bytes);
        "0000644\0"u8.CopyTo(bytes.AsSpan(100));
        "17777777777\0"u8.CopyTo(bytes.AsSpan(124));
        "        "u8.CopyTo(bytes.AsSpan(148));
        bytes[156] = (byte)'L';
        "ustar  \0"u8.CopyTo(bytes.AsSpan(257));
        System.Text.Encoding.ASCII.GetBytes($"{Convert.ToString(bytes[..512].Sum(b => b), 8).PadLeft(6, '0')}\0 ").CopyTo(bytes, 148);
        var path = _set.Outside("claims.tar");
        File.WriteAllBytes(path, bytes);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Assert.Contains("is cut off or damaged after its beginning", Refused(path));

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 64 << 20);
    }

    private string Refused(string path, ArchiveLimits? limits = null) =>
        Assert.Throws<InvalidDataException>(() => ImageData.Open(path, _set.Options with { Archive = limits ?? new() })).Message;

    private string Zip(string name, params (string Name, byte[] Bytes)[] entries)
    {
        var path = _set.Outside(name);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (entry, bytes) in entries)
        {
            using var stream = archive.CreateEntry(entry).Open();
            stream.Write(bytes);
        }
        return path;
    }

    private string Tar(string name, TarEntry entry)
    {
        var path = _set.Outside(name);
        using var writer = new TarWriter(File.Create(path));
        writer.WriteEntry(entry);
        return path;
    }

    private string Zipped(string name, string entry, byte[] bytes)
    {
        var path = _set.Outside(name);
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Optimal);
        using var writer = new TarWriter(gzip);
        writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream(bytes) });
        return path;
    }
}
