using System.Buffers.Binary;
using System.IO.Compression;

namespace MlNetCnn.Tests;

/// <summary>IDX files put together by hand, right or wrong.</summary>
internal static class IdxBytes
{
    public static byte[] Of(uint magic, uint[] sizes, byte[] values)
    {
        var bytes = new byte[4 + 4 * sizes.Length + values.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, magic);
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 + 4 * i), sizes[i]);
        values.CopyTo(bytes, 4 + 4 * sizes.Length);
        return bytes;
    }

    public static byte[] Images(uint count, uint height, uint width) =>
        Of(0x803, [count, height, width], [.. Enumerable.Range(0, (int)(count * height * width)).Select(i => (byte)(i * 7))]);

    public static byte[] Labels(params byte[] labels) => Of(0x801, [(uint)labels.Length], labels);

    public static byte[] Zip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return zipped.ToArray();
    }
}
