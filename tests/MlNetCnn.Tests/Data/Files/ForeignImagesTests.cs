namespace MlNetCnn.Tests;

public class ForeignImagesTests
{
    [Theory]
    [InlineData("000000186674797068656963", "is HEIC, which is not read: convert to JPEG, for example with ImageMagick: magick mogrify -format jpg *.heic.")]
    [InlineData("00000020667479706d696631", "is HEIC, which is not read")]
    [InlineData("0000001c6674797061766966", "is AVIF, which is not read: convert to JPEG, for example with ImageMagick: magick mogrify -format jpg *.avif.")]
    [InlineData("0000000c6a5020200d0a870a", "is JPEG 2000, which is not read")]
    [InlineData("ff4fff51002f000000000000", "is JPEG 2000, which is not read")]
    [InlineData("0000000c4a584c200d0a870a", "is JPEG XL, which is not read")]
    // SOI, an application's segment, and a frame of 12 bits.
    [InlineData("ffd8ffe000041234ffc1000b0c00100010010111", "is a JPEG with 12 bits a sample, which is not read: convert to PNG, for example with ImageMagick: magick mogrify -depth 8 -format png *.jpg.")]
    [InlineData("ffd8ffc3000b0800100010010111", "is a lossless JPEG, which is not read")]
    [InlineData("000000186674797069736f6d", "is not an image that can be read, or is cut short within its header: give a png, jpeg, webp, bmp, gif or tiff.")]
    public void Read_ByItsFirstBytes_IsNamedWithWhatToDo(string start, string expected)
    {
        byte[] bytes = [.. Convert.FromHexString(start), .. new byte[40]];

        var message = Assert.Throws<InvalidDataException>(() => ImageFile.Read(bytes, "img.jpg", new TensorShape(3, 8, 8))).Message;

        Assert.StartsWith($"'img.jpg' {expected}", message);
    }

    [Fact]
    public void Describe_KindsByTheirNames_SaysWhatToDo() => Assert.Equal(
        "3 files skipped: .heic (2), .psd (1) are not supported (HEIC: convert to JPEG, for example with ImageMagick: magick mogrify -format jpg *.heic)",
        UnsupportedFiles.Describe([new(".heic", 2), new(".psd", 1)]));
}
