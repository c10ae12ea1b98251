using System.IO.Compression;

namespace MlNetCnn;

/// <summary>
/// The format of PyTorch 1.6 and later: a ZIP with <c>NAME/data.pkl</c>, <c>NAME/data/KEY</c> for each storage and <c>NAME/byteorder</c>.
/// Names of entries are looked up and never used as paths.
/// </summary>
internal sealed class PyTorchZip : PyTorchArchive
{
    private const long LongestPickle = 1 << 26;

    private readonly long _length;
    private readonly string _folder;
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    public PyTorchZip(Stream stream)
    {
        _length = stream.Length;
        _archive = Undamaged(() => new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true));
        foreach (var entry in Undamaged(() => _archive.Entries))
        {
            if (!_entries.TryAdd(entry.FullName, entry))
                throw new PyTorchFormatException($"is a ZIP that has '{entry.FullName}' twice.");
        }
        _folder = Folder();
        CheckByteOrder();
        var pickle = _entries[$"{_folder}data.pkl"];
        if (pickle.Length > LongestPickle)
            throw new PyTorchFormatException($"describes its tensors in {pickle.Length} bytes, but at most {LongestPickle} are read.");
        using var content = new BufferedStream(Open(pickle));
        Root = new PickleReader(content, pickle.Length, new PyTorchNames()).Read();
    }

    public override object? Root { get; }

    public override T Read<T>(PyTorchStorage storage, Func<Stream, T> read)
    {
        if (!_entries.TryGetValue($"{_folder}data/{storage.Key}", out var entry))
            throw new PyTorchFormatException($"is damaged: it has no entry '{_folder}data/{storage.Key}' with the values of a storage.");
        if (entry.Length < storage.Bytes)
            throw new PyTorchFormatException($"is damaged: its entry '{entry.FullName}' has {entry.Length} bytes, but {storage.Bytes} are needed.");
        using var stream = Open(entry);
        return read(stream);
    }

    public override void Dispose() => _archive.Dispose();

    private string Folder()
    {
        string[] pickles = [.. _entries.Keys.Where(n => n == "data.pkl" || n.EndsWith("/data.pkl", StringComparison.Ordinal))];
        if (_entries.Keys.Any(n => n.Contains("TransformerChain/", StringComparison.Ordinal)))
            throw new PyTorchFormatException("is a model of ML.NET, which scores only: give the model.onnx that was saved beside it, or export it with ConvertToOnnx.");
        if (pickles.Length != 1)
            throw new PyTorchFormatException($"is a ZIP, but not one that torch.save wrote, which has one data.pkl: {PyTorchFormatException.HowToSave}.");
        var folder = pickles[0][..^"data.pkl".Length];
        if (_entries.ContainsKey($"{folder}constants.pkl"))
            throw new PyTorchFormatException($"is a TorchScript program, which is not run: load it by torch.jit.load and {PyTorchFormatException.HowToSave}.");
        return folder;
    }

    private void CheckByteOrder()
    {
        if (!_entries.TryGetValue($"{_folder}byteorder", out var entry))
            return;
        using var order = new StreamReader(Open(entry));
        var text = new char[8];
        if (text.AsSpan(0, order.ReadBlock(text)) is not "little")
            throw new PyTorchFormatException("has big-endian numbers, which are not read: save it on a little-endian machine, such as a PC.");
    }

    // An entry that is stored, as all of PyTorch's are, is no longer than the file; what a packed one unpacks to, its reader bounds.
    private Stream Open(ZipArchiveEntry entry)
    {
        if (entry.CompressedLength > _length)
            throw new PyTorchFormatException($"is damaged: its entry '{entry.FullName}' would be longer than the file.");
        return Undamaged(entry.Open);
    }

    private static T Undamaged<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new PyTorchFormatException("is a damaged ZIP, or cut off: fetch it again.", e);
        }
    }
}
