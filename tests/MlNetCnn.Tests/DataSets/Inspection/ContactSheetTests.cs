using SkiaSharp;

namespace MlNetCnn.Tests;

public sealed class ContactSheetTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Write_TwoClasses_DrawsARowEach()
    {
        var path = _temporary.File("sheet.png");

        var rows = ContactSheet.Write(new(Samples.Flat(20, 201, 40, 221)), path, imagesPerClass: 3);

        Assert.Equal(Samples.Names.ToArray(), rows);
        using var sheet = SKBitmap.Decode(path);
        var left = sheet.Width - 3 * 68; // tiles of 64 and gaps of 4; names where there is a font
        Assert.Equal([20, 40, 255], Row(36));
        Assert.Equal([201, 221, 255], Row(36 + 68));

        int[] Row(int y) => [.. Enumerable.Range(0, 3).Select(i => (int)sheet.GetPixel(left + i * 68 + 32, y).Red)];
    }

    [Fact]
    public void Write_ColorImages_KeepsTheirColors()
    {
        var path = _temporary.File("sheet.png");

        ContactSheet.Write(new(new ImageSet(new TensorShape(3, 1, 1), new byte[] { 10, 20, 30, 40, 50, 60 }, [0, 1], Samples.Names)), path, 1);

        using var sheet = SKBitmap.Decode(path);
        Assert.Equal(new SKColor(10, 20, 30), sheet.GetPixel(sheet.Width - 36, 36));
        Assert.Equal(new SKColor(40, 50, 60), sheet.GetPixel(sheet.Width - 36, 104));
    }

    [Fact]
    public void Write_ManyImages_TakesThemFromEverywhere()
    {
        var path = _temporary.File("sheet.png");

        ContactSheet.Write(new(Samples.Flat([.. Enumerable.Range(0, 100).Select(i => (byte)(2 * i))])), path, 2);

        using var sheet = SKBitmap.Decode(path);
        Assert.Equal([0, 100], new[] { sheet.Width - 104, sheet.Width - 36 }.Select(x => (int)sheet.GetPixel(x, 36).Red));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void Write_ImagesOutOfRange_AreRefused(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ContactSheet.Write(new(Samples.Flat(1, 2)), _temporary.File("sheet.png"), count));

    [Fact]
    public void OfClass_MoreImagesThanColumns_GoesOnBelow()
    {
        // Flat gives its images the two classes in turn.
        using var sheet = SKBitmap.Decode(ContactSheet.OfClass(new(Samples.Flat(20, 201, 40, 221, 60, 241)), label: 0, columns: 2, most: 3));

        Assert.Equal((132, 132), (sheet.Width, sheet.Height));
        Assert.Equal([20, 40, 60, 0], new[] { (32, 32), (100, 32), (32, 100), (100, 100) }.Select(p => (int)sheet.GetPixel(p.Item1, p.Item2).Red));
    }
}
