namespace MlNetCnn;

/// <summary>
/// A file that <c>torch.save</c> wrote: a pickled object, which describes tensors, and the storages with their values. Since PyTorch 1.6
/// it is a ZIP, before that pickles and storages one after another.
/// </summary>
internal abstract class PyTorchArchive : IDisposable
{
    /// <summary>What was saved.</summary>
    public abstract object? Root { get; }

    /// <summary>Reads a storage from a stream at its first byte.</summary>
    public abstract T Read<T>(PyTorchStorage storage, Func<Stream, T> read);

    public abstract void Dispose();

    /// <summary>Whether a file that starts so may be one.</summary>
    public static bool IsOne(ReadOnlySpan<byte> start) => IsZip(start) || start is [(byte)PickleCode.Proto, >= 2 and <= 5, ..];

    /// <summary>Opens a seekable stream, which stays open.</summary>
    public static PyTorchArchive Open(Stream stream)
    {
        Span<byte> start = stackalloc byte[4];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return IsZip(start[..read]) ? new PyTorchZip(stream) : new PyTorchLegacyFile(stream);
    }

    private static bool IsZip(ReadOnlySpan<byte> start) => start is [(byte)'P', (byte)'K', 3, 4, ..];
}
