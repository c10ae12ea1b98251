using System.Buffers.Binary;
using SkiaSharp;

namespace MlNetCnn.Tests;

/// <summary>Encoded images made for tests.</summary>
internal static class TestImages
{
    /// <summary>An image of one color.</summary>
    public static byte[] Plain(int width, int height, SKColor color, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Erase(color);
        using var encoded = bitmap.Encode(format, 95);
        return encoded.ToArray();
    }

    /// <summary>A gray png or jpeg, which says so in its header.</summary>
    public static byte[] Gray(int width, int height, byte value)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        bitmap.Erase(new SKColor(value, value, value));
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }

    /// <summary>An image whose every pixel is another color, so that it cannot be compressed.</summary>
    public static byte[] Noise(int width, int height, int seed, SKEncodedImageFormat format)
    {
        var random = new Random(seed);
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Pixels = [.. Enumerable.Range(0, width * height).Select(_ => new SKColor((uint)random.Next() | 0xFF000000))];
        using var encoded = bitmap.Encode(format, 90);
        return encoded.ToArray();
    }

    /// <summary>A jpeg with one EXIF entry, 0x0112, in an APP1 segment right after the start-of-image marker.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation) =>
    [
        .. jpeg[..2],
        0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        .. jpeg[2..],
    ];

    /// <summary>A png of a few bytes whose header promises another size.</summary>
    public static byte[] Claiming(uint width, uint height)
    {
        var png = Plain(1, 1, SKColors.Red);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32(png.AsSpan(12, 17)));
        return png;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
        }
        return ~crc;
    }
}
