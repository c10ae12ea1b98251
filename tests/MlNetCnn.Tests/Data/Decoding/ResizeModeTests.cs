using SkiaSharp;

namespace MlNetCnn.Tests;

public class ResizeModeTests
{
    // 8×4: red, green, green, blue columns of two pixels each.
    private static readonly byte[] Wide = Columns();

    [Fact]
    public void Decode_Pad_KeepsProportionsOnBlack()
    {
        var planes = Decode(Wide, new TensorShape(3, 8, 8), ResizeMode.Pad);

        Assert.All(Enumerable.Range(0, 8), x => Assert.Equal((0, 0, 0), Pixel(planes, 8, 1, x)));
        Assert.All(Enumerable.Range(0, 8), x => Assert.Equal((0, 0, 0), Pixel(planes, 8, 6, x)));
        Assert.Equal((255, 0, 0), Pixel(planes, 8, 2, 0));
        Assert.Equal((0, 0, 255), Pixel(planes, 8, 5, 7));
    }

    [Fact]
    public void Decode_Crop_KeepsTheCentre()
    {
        var planes = Decode(Wide, new TensorShape(3, 4, 4), ResizeMode.Crop);

        for (var i = 0; i < 16; i++)
            Assert.Equal((0, 255, 0), Pixel(planes, 4, i / 4, i % 4));
    }

    [Fact]
    public void Decode_Stretch_ShowsAll()
    {
        var planes = Decode(Wide, new TensorShape(3, 2, 4), ResizeMode.Stretch);

        Assert.True(Pixel(planes, 4, 0, 0).Red > 200);
        Assert.True(Pixel(planes, 4, 1, 3).Blue > 200);
    }

    [Theory]
    [InlineData(ResizeMode.Stretch)]
    [InlineData(ResizeMode.Crop)]
    [InlineData(ResizeMode.Pad)]
    public void Decode_LargeJpegAtAScale_IsCloseToTheFullDecode(ResizeMode mode)
    {
        // A smooth picture, which loses nothing at a smaller scale of the codec.
        using var bitmap = new SKBitmap(500, 375);
        for (var i = 0; i < 500 * 375; i++)
            bitmap.SetPixel(i % 500, i / 500, new SKColor((byte)(i % 500 / 2), (byte)(i / 500 / 2), 100));
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        var shape = new TensorShape(3, 60, 50);

        var (scaled, full) = (Decode(jpeg.ToArray(), shape, mode), Decode(png.ToArray(), shape, mode));

        Assert.All(scaled.Zip(full), pair => Assert.InRange(pair.First - pair.Second, -6, 6));
    }

    [Fact]
    public void Decode_SixteenBitPng_GivesEightBits()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(2, 2, SKColorType.RgbaF16, SKAlphaType.Opaque));
        bitmap.Erase(new SKColor(200, 100, 50));
        using var png = bitmap.PeekPixels().Encode(SKEncodedImageFormat.Png, 100);
        var bytes = png.ToArray();
        Assert.Equal(16, bytes[24]); // the header's bit depth

        var planes = Decode(bytes, new TensorShape(3, 2, 2), ResizeMode.Stretch);

        Assert.InRange(planes[0], 199, 201);
        Assert.InRange(planes[4], 99, 101);
        Assert.InRange(planes[8], 49, 51);
    }

    [Fact]
    public void Decode_Gif_GivesItsFirstFrame()
    {
        // 1×1, two frames: red, then blue.
        byte[] gif =
        [
            .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255,
            0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0,
            0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 1, 0, 0x3B,
        ];

        Assert.Equal([255, 0, 0], Decode(gif, new TensorShape(3, 1, 1), ResizeMode.Stretch));
    }

    private static byte[] Decode(byte[] bytes, TensorShape shape, ResizeMode mode)
    {
        using var image = EncodedImage.Open(bytes, "test", ImageFile.PixelLimit);
        var planes = new byte[shape.Elements];
        Array.Fill(planes, (byte)77); // nothing of what was there may be left
        image.Decode(shape, mode, planes);
        return planes;
    }

    private static (int Red, int Green, int Blue) Pixel(byte[] planes, int width, int y, int x)
    {
        var plane = planes.Length / 3;
        return (planes[y * width + x], planes[plane + y * width + x], planes[2 * plane + y * width + x]);
    }

    private static byte[] Columns()
    {
        SKColor[] colors = [SKColors.Red, SKColors.Lime, SKColors.Lime, SKColors.Blue];
        using var bitmap = new SKBitmap(8, 4);
        for (var i = 0; i < 32; i++)
            bitmap.SetPixel(i % 8, i / 8, colors[i % 8 / 2]);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
