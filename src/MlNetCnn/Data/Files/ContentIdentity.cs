using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace MlNetCnn;

/// <summary>What tells one content from another.</summary>
internal static class ContentIdentity
{
    private const long ReadWhole = 256L << 20;
    private const int Piece = 1 << 20, Pieces = 64;

    public static void AppendText(this XxHash128 hash, string text) => hash.Append(Encoding.UTF8.GetBytes(text));

    /// <summary>A file by name, length and time of change, which is cheap enough for a folder of a million files; one that is not there by name.</summary>
    public static void AppendStamp(this XxHash128 hash, string name, FileInfo file) => hash.AppendText(
        file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{name}\0{file.Length}\0{file.LastWriteTimeUtc.Ticks}\0") : $"{name}\0\0\0");

    /// <summary>A file by its content; a large one by its stamp and evenly spaced pieces, the first and the last among them.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static void AppendContent(this XxHash128 hash, string name, string path)
    {
        using var file = RealFile.Open(path);
        hash.AppendText(string.Create(CultureInfo.InvariantCulture, $"{name}\0{file.Length}\0"));
        if (file.Length <= ReadWhole)
        {
            hash.Append(file);
            return;
        }
        hash.AppendStamp(name, new FileInfo(path));
        var bytes = ArrayPool<byte>.Shared.Rent(Piece);
        for (var i = 0; i < Pieces; i++)
        {
            file.Position = (file.Length - Piece) / (Pieces - 1) * i;
            var read = file.ReadAtLeast(bytes.AsSpan(0, Piece), Piece, throwOnEndOfStream: false);
            hash.Append(bytes.AsSpan(0, read));
        }
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
