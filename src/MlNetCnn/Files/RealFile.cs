namespace MlNetCnn;

/// <summary>The file that an entry of a folder is, links followed.</summary>
internal static class RealFile
{
    /// <summary>The entry itself, or what it leads to in the end, there or not: a link has a length and a time of its own.</summary>
    public static FileInfo Of(FileInfo entry)
    {
        try
        {
            return entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : entry;
        }
        catch (IOException)
        {
            return entry; // it leads in a circle: reading it says so
        }
    }

    /// <summary>Opens a file of data to read.</summary>
    /// <exception cref="InvalidDataException">It has no bytes: it is empty, or a pipe, which would be waited for.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public static FileStream Open(string path)
    {
        if (Of(new FileInfo(path)) is { Exists: true, Length: 0 })
            throw new InvalidDataException($"'{path}' is empty: it has no bytes, or is no regular file.");
        return File.OpenRead(path);
    }
}
