using System.IO.MemoryMappedFiles;

namespace MlNetCnn;

/// <summary>A file mapped into memory to be read, by any number of threads. It is unmapped with the last reference to it.</summary>
internal sealed unsafe class MappedFile
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    /// <param name="path">The file; it has at least one byte.</param>
    /// <param name="isTemporary">Whether the name goes at once, and the bytes with the mapping.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public MappedFile(string path, bool isTemporary)
    {
        var options = isTemporary && OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1, options);
        Length = stream.Length;
        _map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        if (isTemporary && !OperatingSystem.IsWindows())
            File.Delete(path);
    }

    ~MappedFile()
    {
        if (_start is null)
            return;
        // No span of the mapping outlives a call, so nobody reads from it any more.
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }

    public long Length { get; }

    /// <summary>Copies bytes from a place in the file.</summary>
    public void Copy(long offset, Span<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - bytes.Length);
        new ReadOnlySpan<byte>(_start + offset, bytes.Length).CopyTo(bytes);
        GC.KeepAlive(this);
    }

    /// <summary>Shows bytes piece by piece.</summary>
    public void Visit(long offset, long length, Action<ReadOnlySpan<byte>> visit)
    {
        const int Piece = 1 << 24;
        for (var end = offset + length; offset < end; offset += Piece)
            visit(new ReadOnlySpan<byte>(_start + offset, (int)Math.Min(Piece, end - offset)));
        GC.KeepAlive(this);
    }
}
