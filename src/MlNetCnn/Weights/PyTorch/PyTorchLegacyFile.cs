using System.Buffers.Binary;
using System.Numerics;

namespace MlNetCnn;

/// <summary>
/// The format before PyTorch 1.6: pickles of a number that tells the format, its version, the machine that wrote it, the object and the keys
/// of the storages; then each storage, its number of values before them. Numbers are little-endian, whatever the machine was.
/// </summary>
internal sealed class PyTorchLegacyFile : PyTorchArchive
{
    private const long Version = 1001;

    private static readonly BigInteger Magic = new([0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]);

    private readonly Stream _stream;
    private readonly Dictionary<string, long> _starts = new(StringComparer.Ordinal);

    public PyTorchLegacyFile(Stream stream)
    {
        _stream = stream;
        var names = new PyTorchNames();
        var reader = new PickleReader(new BufferedStream(stream, 1 << 16), stream.Length, names);
        if (reader.Read() is not BigInteger magic || magic != Magic)
            throw new PyTorchFormatException($"is a Python pickle, but not one that torch.save wrote: {PyTorchFormatException.HowToSave}.");
        if (reader.Read() is not Version)
            throw new PyTorchFormatException("is of a version of PyTorch's format that is not known.");
        reader.Read();
        Root = reader.Read();
        var keys = reader.Read() as List<object?> ?? throw new PyTorchFormatException("is damaged: it has no list of storages.");
        var position = reader.Position;
        foreach (var key in keys)
        {
            if (key is not string name || !names.Storages.TryGetValue(name, out var storage) || !_starts.TryAdd(name, position + sizeof(long)))
                throw new PyTorchFormatException($"is damaged: its list of storages has '{key}', which no tensor has or which is there twice.");
            CheckCount(storage, position);
            position += sizeof(long) + storage.Bytes;
        }
    }

    public override object? Root { get; }

    public override T Read<T>(PyTorchStorage storage, Func<Stream, T> read)
    {
        _stream.Position = _starts.TryGetValue(storage.Key, out var start) ? start
            : throw new PyTorchFormatException($"is damaged: it has no values of storage '{storage.Key}'.");
        return read(_stream);
    }

    public override void Dispose()
    {
    }

    private void CheckCount(PyTorchStorage storage, long position)
    {
        Span<byte> count = stackalloc byte[sizeof(long)];
        _stream.Position = position;
        if (_stream.ReadAtLeast(count, count.Length, throwOnEndOfStream: false) < count.Length || storage.Bytes > _stream.Length - _stream.Position)
            throw new PyTorchFormatException($"is damaged or cut off: storage '{storage.Key}' has {storage.Bytes} bytes, which go on behind its end.");
        if (BinaryPrimitives.ReadInt64LittleEndian(count) is var found && found != storage.Count)
            throw new PyTorchFormatException($"is damaged: storage '{storage.Key}' has {found} values instead of {storage.Count}.");
    }
}
