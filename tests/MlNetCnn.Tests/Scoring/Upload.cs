using System.Net.Http.Headers;
using SkiaSharp;

namespace MlNetCnn.Tests;

/// <summary>Images as clients send them.</summary>
internal static class Upload
{
    /// <summary>An encoded image of seeded noise.</summary>
    public static byte[] Image(int width, int height, int seed = 1, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        var random = new Random(seed);
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Pixels = [.. Enumerable.Range(0, width * height).Select(_ => new SKColor((uint)random.Next() | 0xFF000000))];
        return bitmap.Encode(format, quality: 90).ToArray();
    }

    public static HttpContent Body(byte[] image) => new ByteArrayContent(image);

    public static HttpContent Form(byte[] image)
    {
        var file = new ByteArrayContent(image);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return new MultipartFormDataContent { { file, "image", "image.png" } };
    }
}
