using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace MlNetCnn.Components;

/// <summary>
/// Writes png files with 8 bits per value (ISO/IEC 15948), because SkiaSharp cannot write palettes, which shrink pictures of maps to a
/// third.
/// </summary>
internal static class Png
{
    private const byte GrayValues = 0, Triples = 2, Indices = 3;

    /// <summary>The palette index of each pixel, row by row; up to 256 RGB colors.</summary>
    public static byte[] WithPalette(int width, int height, ReadOnlySpan<byte> indices, ReadOnlySpan<byte> palette) => Write(width, height, Indices, 1, indices, palette);

    /// <summary>From black, 0, to white, 255, row by row.</summary>
    public static byte[] Gray(int width, int height, ReadOnlySpan<byte> values) => Write(width, height, GrayValues, 1, values, []);

    /// <summary>Red, green and blue of each pixel, row by row.</summary>
    public static byte[] Color(int width, int height, ReadOnlySpan<byte> colors) => Write(width, height, Triples, 3, colors, []);

    private static byte[] Write(int width, int height, byte kind, int bytesPerPixel, ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> palette)
    {
        var row = width * bytesPerPixel;
        if (pixels.Length != row * height)
            throw new ArgumentException($"A picture of {width}×{height} has {row * height} bytes, but got {pixels.Length}.", nameof(pixels));
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        (header[8], header[9]) = (8, kind);
        Chunk(file, "IHDR"u8, header);
        if (!palette.IsEmpty)
            Chunk(file, "PLTE"u8, palette);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0); // the row is stored as it is
                zlib.Write(pixels.Slice(y * row, row));
            }
        }
        Chunk(file, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(name);
        file.Write(content);
        var checksum = new Crc32();
        checksum.Append(name);
        checksum.Append(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, checksum.GetCurrentHashAsUInt32());
        file.Write(number);
    }
}
