namespace MlNetCnn.Browser.Tests;

/// <summary>Images of one color, in the one format that is written without a library.</summary>
internal static class Bitmap
{
    private const int Side = 24, Header = 54;

    public static void Write(string path, byte red, byte green, byte blue)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Of(red, green, blue));
    }

    /// <summary>24 bits a pixel, no compression.</summary>
    public static byte[] Of(byte red, byte green, byte blue)
    {
        var bytes = new byte[Header + Side * Side * 3];
        (bytes[0], bytes[1]) = ((byte)'B', (byte)'M');
        BitConverter.TryWriteBytes(bytes.AsSpan(2), bytes.Length);
        BitConverter.TryWriteBytes(bytes.AsSpan(10), Header);
        BitConverter.TryWriteBytes(bytes.AsSpan(14), 40);
        BitConverter.TryWriteBytes(bytes.AsSpan(18), Side);
        BitConverter.TryWriteBytes(bytes.AsSpan(22), Side);
        BitConverter.TryWriteBytes(bytes.AsSpan(26), (short)1);
        BitConverter.TryWriteBytes(bytes.AsSpan(28), (short)24);
        for (var at = Header; at < bytes.Length; at += 3)
            (bytes[at], bytes[at + 1], bytes[at + 2]) = (blue, green, red);
        return bytes;
    }
}
