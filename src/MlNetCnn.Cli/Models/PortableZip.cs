using System.Buffers.Binary;
using System.IO.Compression;

namespace MlNetCnn.Cli.Models;

/// <summary>Finds the network in a zip that ML.NET saved: an entry called OnnxModel holds the length as an int32, then the ONNX file.</summary>
internal static class PortableZip
{
    private const string EntryName = "OnnxModel";

    /// <summary>Whether the file begins as zip files do.</summary>
    public static bool IsZip(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[4];
        return file.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start is [(byte)'P', (byte)'K', 3, 4];
    }

    /// <exception cref="InvalidDataException">The zip is damaged, or has no network of ours.</exception>
    public static CnnModel ReadNetwork(string path)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            var entry = zip.Entries.FirstOrDefault(e => e.Name == EntryName)
                ?? throw new InvalidDataException("there is no network in it");
            using var stream = entry.Open();
            var length = new byte[sizeof(int)];
            stream.ReadExactly(length);
            // What the header claims is not believed: the entry's own size bounds what is read.
            using var content = new MemoryStream();
            stream.CopyTo(content);
            if (BinaryPrimitives.ReadInt32LittleEndian(length) != content.Length)
                throw new InvalidDataException($"its network has {content.Length} bytes instead of {BinaryPrimitives.ReadInt32LittleEndian(length)}");
            return CnnModel.Load(content.GetBuffer().AsSpan(0, (int)content.Length));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"'{path}' is not a model that MlNetCnn saved, or is damaged: {Failure.OneLine(e)}", e);
        }
    }
}
