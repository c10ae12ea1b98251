using System.Buffers.Binary;
using System.IO.Compression;

namespace MlNetCnn;

/// <summary>
/// Finds the network in a zip that ML.NET saved: an entry called OnnxModel holds the length as an int32, then the ONNX file. Nothing is
/// unpacked to the disk.
/// </summary>
internal static class PortableZip
{
    private const string EntryName = "OnnxModel";

    /// <summary>How ML.NET calls the steps of a chain: <c>Transform_001</c>.</summary>
    private const string StepName = "Transform_";

    /// <summary>Whether the file begins as zip files do.</summary>
    public static bool IsZip(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[4];
        return file.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start is [(byte)'P', (byte)'K', 3, 4];
    }

    /// <summary>The network in a zip.</summary>
    /// <param name="path">The zip.</param>
    /// <param name="alone">Whether to refuse it where there are other steps beside the network.</param>
    /// <exception cref="InvalidDataException">The zip is damaged, has no network of ours, or other steps as well.</exception>
    public static SavedNetwork Read(string path, bool alone = false)
    {
        var (onnx, stepsBesides) = ReadFile(path);
        var saved = SavedNetwork.Read(OnnxFile.Parse(onnx, $"'{path}'"), $"'{path}'");
        // From the paths of image files a last step follows, from the class's key to its name.
        if (alone && stepsBesides != (saved.Resize is null ? 0 : 1))
            throw new InvalidDataException(
                $"'{path}' holds a pipeline with other steps beside the network: load it with ml.Model.Load and pass that to ml.Cnn.Accelerate.");
        return saved;
    }

    /// <summary>The ONNX file that a saved OnnxTransformer holds.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is damaged.</exception>
    public static byte[] ReadOnnx(Stream zip)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
        return Content(Entry(archive));
    }

    /// <summary>Copies a zip, with a network in place of the one in it, which is not compressed.</summary>
    public static void WriteWith(byte[] onnx, Stream zip, Stream output)
    {
        using var source = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
        using var target = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in source.Entries)
        {
            var isGraph = entry.Name == EntryName;
            var copy = target.CreateEntry(entry.FullName, isGraph ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
            copy.LastWriteTime = entry.LastWriteTime;
            using var content = copy.Open();
            if (isGraph)
            {
                var length = new byte[sizeof(int)];
                BinaryPrimitives.WriteInt32LittleEndian(length, onnx.Length);
                content.Write(length);
                content.Write(onnx);
            }
            else
            {
                using var from = entry.Open();
                from.CopyTo(content);
            }
        }
    }

    private static (byte[] Onnx, int? StepsBesides) ReadFile(string path)
    {
        using var file = File.OpenRead(path);
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var entry = Entry(zip);
            return (Content(entry), StepsBesides(entry));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"'{path}' is not a model that MlNetCnn saved, or is damaged: {e.Message}", e);
        }
    }

    private static ZipArchiveEntry Entry(ZipArchive zip) =>
        zip.Entries.FirstOrDefault(e => e.Name == EntryName) ?? throw new InvalidDataException("there is no network in it.");

    // What headers claim is not believed: what comes out is counted.
    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var length = new byte[sizeof(int)];
        stream.ReadExactly(length);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var promised = BinaryPrimitives.ReadInt32LittleEndian(length);
        return promised == content.Length
            ? content.ToArray()
            : throw new InvalidDataException($"its network has {content.Length} bytes instead of {promised}.");
    }

    /// <summary>How many steps the chain with this graph has besides the network's own; null where it stands in a chain that it does not fill alone.</summary>
    private static int? StepsBesides(ZipArchiveEntry graph)
    {
        // TransformerChain/Transform_000/Transform_001/OnnxModel: the innermost folder is the graph's step, those above are chains
        // around its chain.
        var folders = Parts(graph)[..^1];
        // One step comes before it, from pixels or from images.
        if (!int.TryParse(folders[^1].AsSpan(Math.Min(StepName.Length, folders[^1].Length)), out var place) || place is not (1 or 2))
            return null;
        var entries = graph.Archive!.Entries.Select(Parts).ToArray();
        return Enumerable.Range(0, folders.Length - 1).All(depth => Steps(depth) <= 1) ? Steps(folders.Length - 1) - place - PortableChain.StepsFromGraph : null;

        int Steps(int depth) => entries
            .Where(e => e.Length > depth && e.AsSpan(0, depth).SequenceEqual(folders.AsSpan(0, depth)))
            .Select(e => e[depth]).Where(name => name.StartsWith(StepName, StringComparison.Ordinal)).Distinct().Count();
    }

    private static string[] Parts(ZipArchiveEntry entry) => entry.FullName.Split('/', '\\');
}
