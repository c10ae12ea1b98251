using Microsoft.Win32.SafeHandles;

namespace MlNetCnn;

/// <summary>A part of an open file; any number of threads may read it at once.</summary>
internal readonly record struct FileRegion(SafeFileHandle Handle, long Offset, long Length)
{
    public FileRegion Slice(long offset, long length) => new(Handle, Offset + offset, length);

    public Stream Open() => new RegionStream(this);
}
