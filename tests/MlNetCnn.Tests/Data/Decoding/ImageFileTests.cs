using SkiaSharp;

namespace MlNetCnn.Tests;

public sealed class ImageFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_PngOfTheWantedSize_GivesItsColorsInPlanes()
    {
        var path = _folder.Write("a.png", Png(2, 1, [new SKColor(10, 20, 30), new SKColor(40, 50, 60)]));

        var image = ImageFile.Read(path, new TensorShape(3, 1, 2));

        Assert.Equal([10, 40, 20, 50, 30, 60], image.Pixels);
        Assert.Equal((2, 1, false), (image.SourceWidth, image.SourceHeight, image.Resized));
    }

    [Fact]
    public void Read_OneChannel_GivesLuma()
    {
        var path = _folder.Write("a.png", Png(4, 1, [SKColors.Red, SKColors.Lime, SKColors.Blue, SKColors.White]));

        Assert.Equal([76, 150, 29, 255], ImageFile.Read(path, new TensorShape(1, 1, 4)).Pixels);
    }

    [Fact]
    public void Read_Transparent_LiesOverWhite()
    {
        var path = _folder.Write("a.png", Png(2, 1, [SKColors.Transparent, new SKColor(0, 0, 0, 128)]));

        Assert.Equal([255, 127], ImageFile.Read(path, new TensorShape(1, 1, 2)).Pixels);
    }

    [Fact]
    public void Read_LargeChessboard_IsAveragedAndNotSampled()
    {
        var board = Enumerable.Range(0, 64 * 64).Select(i => (i / 64 + i) % 2 == 0 ? SKColors.White : SKColors.Black).ToArray();

        var image = ImageFile.Read(_folder.Write("a.png", Png(64, 64, board)), new TensorShape(1, 8, 8));

        Assert.True(image.Resized);
        Assert.All(image.Pixels, pixel => Assert.InRange(pixel, 120, 136));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Read_LossyFormat_IsClose(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(16, 16);
        bitmap.Erase(new SKColor(200, 100, 50));
        using var encoded = bitmap.Encode(format, 95);

        var pixels = ImageFile.Read(_folder.Write("a", encoded.ToArray()), new TensorShape(3, 16, 16)).Pixels;

        Assert.All(pixels[..256], red => Assert.InRange(red, 195, 205));
        Assert.All(pixels[512..], blue => Assert.InRange(blue, 45, 55));
    }

    [Theory]
    [InlineData(3, 60)]
    [InlineData(1, 24)]
    [InlineData(3, 160)]
    public void Read_JpegAndPngOfOnePicture_GiveTheSamePixels(int channels, int side)
    {
        var jpeg = TestImages.Noise(200, 160, 1, SKEncodedImageFormat.Jpeg);
        using var bitmap = SKBitmap.Decode(jpeg);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        foreach (var mode in Enum.GetValues<ResizeMode>())
        {
            var shape = new TensorShape(channels, side, side);
            Assert.Equal(ImageFile.Read(png.ToArray(), "a.png", shape, resize: mode).Pixels, ImageFile.Read(jpeg, "a.jpg", shape, resize: mode).Pixels);
        }
    }

    [Fact]
    public void Read_Bmp_GivesItsColors()
    {
        // 1×1, 24 bits: file header, BITMAPINFOHEADER, one pixel blue-green-red and padding.
        byte[] bmp =
        [
            (byte)'B', (byte)'M', 58, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0,
            40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            3, 2, 1, 0,
        ];

        Assert.Equal([1, 2, 3], ImageFile.Read(_folder.Write("a.bmp", bmp), new TensorShape(3, 1, 1)).Pixels);
    }

    // Which corner of the upright 3×2 image the stored image's bright top left block is in, and whether the sides change places.
    [Theory]
    [InlineData(1, 0, 0, false)]
    [InlineData(2, 1, 0, false)]
    [InlineData(3, 1, 1, false)]
    [InlineData(4, 0, 1, false)]
    [InlineData(5, 0, 0, true)]
    [InlineData(6, 1, 0, true)]
    [InlineData(7, 1, 1, true)]
    [InlineData(8, 0, 1, true)]
    public void Read_ExifOrientation_IsApplied(byte orientation, int right, int down, bool turned)
    {
        const int Wide = 48, High = 32, Block = 16;
        using var bitmap = new SKBitmap(Wide, High);
        bitmap.Erase(SKColors.Black);
        for (var i = 0; i < Block * Block; i++)
            bitmap.SetPixel(i % Block, i / Block, SKColors.White);
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        var (width, height) = turned ? (High, Wide) : (Wide, High);

        var image = ImageFile.Read(_folder.Write("a.jpg", TestImages.WithOrientation(encoded.ToArray(), orientation)), new TensorShape(1, height, width));

        Assert.Equal((width, height, false), (image.SourceWidth, image.SourceHeight, image.Resized));
        foreach (var (x, y) in from x in Enumerable.Range(0, 2) from y in Enumerable.Range(0, 2) select (x, y))
        {
            var pixel = image.Pixels[(y == 0 ? 5 : height - 6) * width + (x == 0 ? 5 : width - 6)];
            Assert.InRange(pixel, (x, y) == (right, down) ? 230 : 0, (x, y) == (right, down) ? 255 : 25);
        }
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    public void Read_CutShort_NamesTheFile(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(64, 64);
        for (var i = 0; i < 64 * 64; i++)
            bitmap.SetPixel(i % 64, i / 64, new SKColor((uint)(i * 2654435761) | 0xFF000000));
        using var encoded = bitmap.Encode(format, 90);
        var bytes = encoded.ToArray();

        foreach (var length in new[] { 3, bytes.Length / 4, bytes.Length / 2, bytes.Length * 3 / 4 })
        {
            var path = _folder.Write("cut", bytes[..length]);
            Assert.StartsWith($"'{path}' ", Assert.Throws<InvalidDataException>(() => ImageFile.Read(path, new TensorShape(1, 8, 8))).Message);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no image")]
    public void Read_NotAnImage_NamesTheFile(string text)
    {
        var path = _folder.Write("a.png", System.Text.Encoding.ASCII.GetBytes(text));

        Assert.StartsWith($"'{path}' ", Assert.Throws<InvalidDataException>(() => ImageFile.Read(path, new TensorShape(1, 8, 8))).Message);
    }

    [Fact]
    public void Read_MorePixelsThanTheLimit_IsRefusedBeforeDecoding()
    {
        // A png whose header promises 20,000×20,000 pixels; nothing of them is there.
        var png = Png(1, 1, [SKColors.Red]);
        (png[18], png[19], png[22], png[23]) = (0x4E, 0x20, 0x4E, 0x20);
        Crc32(png.AsSpan(12, 17)).CopyTo(png, 29);
        var path = _folder.Write("bomb.png", png);

        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Read(path, new TensorShape(1, 8, 8)));

        Assert.Contains("has 20000×20000 pixels, but at most 64 megapixels", error.Message);
    }

    [Fact]
    public void Read_WrongArguments_AreRefused()
    {
        Assert.Throws<FileNotFoundException>(() => ImageFile.Read(_folder.File("none.png"), new TensorShape(1, 8, 8)));
        var path = _folder.Write("a.png", Png(1, 1, [SKColors.Red]));
        Assert.Throws<ArgumentException>(() => ImageFile.Read(path, new TensorShape(2, 8, 8)));
        Assert.Throws<ArgumentException>(() => ImageFile.Read(path, new TensorShape(64)));
    }

    private static byte[] Png(int width, int height, SKColor[] colors)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Pixels = colors;
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }

    // Big-endian, as png has it.
    private static byte[] Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
        }
        crc = ~crc;
        return [(byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc];
    }
}
