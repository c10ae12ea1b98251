using System.Runtime.InteropServices;
using System.Text;
using SkiaSharp;

namespace MlNetCnn.Tests;

/// <summary>A bad image costs a sentence; a broken structure stops.</summary>
public sealed class BadImageTests : IDisposable
{
    private readonly DataSetFolder _set = new DataSetFolder().AddClasses("");

    public void Dispose() => _set.Dispose();

    public static TheoryData<string, string> Bad => new()
    {
        { "text", "is not an image" },
        { "empty", "is empty" },
        { "truncated png", "is cut short" },
        { "truncated jpeg", "is cut short" },
        { "huge", "has 30000×30000 pixels, but at most 64 megapixels" },
        { "noise", "is not an image" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Open_BadImage_IsSkippedAndListed(string kind, string reason)
    {
        _set.Add("dog/bad.jpg", Bytes(kind));

        foreach (var path in new[] { _set.Path, _set.Pack("a.zip"), _set.Pack("a.tar.gz") })
        {
            var data = _set.Open(path, o => o with { Size = 4 });

            Assert.Equal(3, data.Train.Count);
            var skipped = Assert.Single(data.Skipped);
            Assert.EndsWith("dog/bad.jpg", skipped.Path);
            Assert.Contains(reason, skipped.Reason);
            Assert.Contains("bad.jpg", skipped.Reason);
            Assert.Equal(data.Skipped.AsEnumerable(), _set.Open(path, o => o with { Size = 4 }).Skipped);
        }
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Open_BadImageWithFail_Stops(string kind, string reason)
    {
        _set.Add("dog/bad.jpg", Bytes(kind));

        var error = Assert.Throws<InvalidDataException>(() => _set.Open(o => o with { BadImages = BadImageAction.Fail, Size = 4 }));

        Assert.Contains(reason, error.Message);
        Assert.Contains("dog/bad.jpg", error.Message);
        Assert.Empty(_set.CacheFiles());
    }

    [Fact]
    public void Open_BadImageFirst_DoesNotDecideTheSize()
    {
        _set.Add("cat/0.png", Bytes("text"));

        Assert.Equal(new TensorShape(3, 3, 4), _set.Open().Shape);
    }

    [Theory]
    [InlineData("cat/0.png", SKEncodedImageFormat.Png)]
    [InlineData("cat/0.jpg", SKEncodedImageFormat.Jpeg)]
    [InlineData("dog/9.png", SKEncodedImageFormat.Png)]
    [InlineData("dog/9.jpg", SKEncodedImageFormat.Jpeg)]
    public void Open_CutImageOfAnotherSize_HasNoSayInTheSize(string name, SKEncodedImageFormat format)
    {
        _set.Add(name, Half(TestImages.Noise(40, 40, 1, format)));

        foreach (var mixed in new Size2d?[] { null, 64 })
        {
            var data = _set.Open(o => o with { MixedSize = mixed });

            Assert.Equal(new TensorShape(3, 3, 4), data.Shape);
            Assert.Equal(name, Assert.Single(data.Skipped).Path);
        }
    }

    [Fact]
    public void Open_MoreBadImagesThanTheLimit_Stops()
    {
        for (var i = 0; i < 3; i++)
            _set.Add($"dog/bad{i}.png", Bytes("text"));

        Assert.Equal(3, _set.Open(o => o with { MaxBadImages = 3 }).Skipped.Length);
        var error = Assert.Throws<InvalidDataException>(() => _set.Open(o => o with { MaxBadImages = 2 }));

        Assert.Contains("More than 2 images", error.Message);
        Assert.Contains("'dog/bad0.png'", error.Message);
    }

    [Fact]
    public void Open_NoGoodImageInAClass_Stops()
    {
        _set.Add("bird/1.png", Bytes("truncated png"));

        Assert.Contains("Class 'bird'", Assert.Throws<InvalidDataException>(() => _set.Open(o => o with { Size = 4 })).Message);
    }

    [Fact]
    public void Open_NameThatIsNotUtf8_IsSkipped()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var bytes = TestImages.Plain(4, 3, SKColors.Red);
        var name = (byte[])[.. Encoding.UTF8.GetBytes(_set.File("dog/")), 0xE9, .. ".png\0"u8];
        var file = Creat(name, 0x1A4);
        Assert.True(file >= 0);
        _ = Write(file, bytes, bytes.Length);
        _ = Close(file);

        var data = _set.Open();
        _ = Unlink(name); // which .NET cannot name

        Assert.Contains("its name is not UTF-8", Assert.Single(data.Skipped).Reason);
        Assert.Equal(3, data.Train.Count);
    }

    private static byte[] Bytes(string kind) => kind switch
    {
        "text" => "this is no image"u8.ToArray(),
        "empty" => [],
        "truncated png" => Half(TestImages.Noise(40, 40, 1, SKEncodedImageFormat.Png)),
        "truncated jpeg" => Half(TestImages.Noise(40, 40, 1, SKEncodedImageFormat.Jpeg)),
        "huge" => TestImages.Claiming(30_000, 30_000),
        _ => [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7919 >> 5))],
    };

    private static byte[] Half(byte[] bytes) => bytes[..(bytes.Length / 2)];

    [DllImport("libc", EntryPoint = "creat")]
    private static extern int Creat(byte[] path, int mode);

    [DllImport("libc", EntryPoint = "write")]
    private static extern nint Write(int file, byte[] bytes, nint count);

    [DllImport("libc", EntryPoint = "unlink")]
    private static extern int Unlink(byte[] path);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);
}
