using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace MlNetCnn;

/// <summary>A file for what an archive unpacks to, gone when it is closed.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly string _shown;
    private readonly SafeFileHandle _handle;

    /// <param name="shown">What is unpacked, as errors name it.</param>
    /// <exception cref="IOException">There is no room for it.</exception>
    public TemporaryFile(string shown)
    {
        _shown = shown;
        var path = Path.Combine(Path.GetTempPath(), $"mlnetcnn-{Guid.NewGuid():n}.unpacked");
        _handle = Writing(() => File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose));
        if (!OperatingSystem.IsWindows())
            File.Delete(path); // so that nothing stays when the process is killed
    }

    public long Length { get; private set; }

    public FileRegion Region => new(_handle, 0, Length);

    /// <summary>Appends all of a stream.</summary>
    /// <param name="stream">Read to its end.</param>
    /// <param name="meter">Counts the bytes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The part that was appended.</returns>
    /// <exception cref="InvalidDataException">There are more bytes than allowed.</exception>
    public FileRegion Append(Stream stream, ArchiveMeter meter, CancellationToken cancellationToken)
    {
        var (start, bytes) = (Length, ArrayPool<byte>.Shared.Rent(1 << 16));
        try
        {
            while (stream.Read(bytes) is > 0 and var read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                meter.AddBytes(read);
                Writing(() =>
                {
                    RandomAccess.Write(_handle, bytes.AsSpan(0, read), Length);
                    return Length += read;
                });
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
        return new(_handle, start, Length - start);
    }

    public void Dispose() => _handle.Dispose();

    private T Writing<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{_shown}' is unpacked into '{Path.GetTempPath()}' to be read, which fails: {e.Message.TrimEnd('.')}. Make room there, or set TMPDIR to another folder.", e);
        }
    }
}
