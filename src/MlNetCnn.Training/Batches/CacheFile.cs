using System.IO.MemoryMappedFiles;

namespace MlNetCnn.Training;

/// <summary>
/// A file of rows of equal size, for one fit: written once from front to back, then mapped into memory and read at any place, by any number
/// of threads. Nothing is left of it afterwards, not even of a process that was killed.
/// </summary>
internal sealed unsafe class CacheFile : IDisposable
{
    private readonly string _folder;
    private readonly int _rowBytes;
    private readonly FileStream _stream;
    private MemoryMappedFile? _map;
    private MemoryMappedViewAccessor? _view;
    private byte* _start;

    /// <param name="folder">Where the file is made; the folder is made too where it is missing.</param>
    /// <param name="rowBytes">The size of a row.</param>
    /// <param name="expectedRows">How many rows will come, where that is known: then a disk too small is reported at once.</param>
    /// <exception cref="IOException">The folder cannot be written to or has too little room.</exception>
    public CacheFile(string folder, int rowBytes, long? expectedRows = null)
    {
        _folder = folder;
        _rowBytes = rowBytes;
        try
        {
            folder = Path.GetFullPath(folder);
            OwnerOnly.CreateFolder(folder);
            if (expectedRows * (Int128)rowBytes is { } needed && new DriveInfo(folder).AvailableFreeSpace is var free && needed > free)
                throw new IOException($"{needed:n0} bytes are needed and {free:n0} are free");
            _stream = Create(Path.Combine(folder, $"mlnetcnn-{Guid.NewGuid():n}.cache"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure(e);
        }
    }

    /// <summary>A row, once <see cref="Map"/> was called.</summary>
    public ReadOnlySpan<byte> this[long row] => new(_start + (row * _rowBytes), _rowBytes);

    /// <summary>Writes the next row.</summary>
    /// <exception cref="IOException">The disk is full or failed.</exception>
    public void Add(ReadOnlySpan<byte> row)
    {
        try
        {
            _stream.Write(row);
        }
        catch (IOException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>Ends the writing and makes the rows readable.</summary>
    /// <exception cref="IOException">The disk is full or failed.</exception>
    public void Map()
    {
        try
        {
            _stream.Flush();
            _map = MemoryMappedFile.CreateFromFile(_stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        }
        catch (IOException e)
        {
            throw Failure(e);
        }
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    public void Dispose()
    {
        if (_start is not null)
            _view!.SafeMemoryMappedViewHandle.ReleasePointer();
        _start = null;
        _view?.Dispose();
        _map?.Dispose();
        _stream.Dispose();
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 1 << 20 };
        if (OperatingSystem.IsWindows())
            options.Options = FileOptions.DeleteOnClose;
        var stream = OwnerOnly.Open(path, options);
        if (!OperatingSystem.IsWindows())
            File.Delete(path); // the name goes at once, the bytes with the last handle
        return stream;
    }

    private IOException Failure(Exception cause) => new(
        $"The cache file of the images cannot be written in '{_folder}': {cause.Message.TrimEnd('.')}. Make room there, name another folder in CacheFolder, or raise MemoryBudget.",
        cause);
}
