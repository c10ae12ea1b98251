namespace MlNetCnn;

/// <summary>The file that an entry of a folder is, links followed.</summary>
internal static class RealFile
{
    /// <summary>The entry itself, or what it leads to in the end, there or not: a link has a length and a time of its own.</summary>
    public static FileInfo Of(FileInfo entry)
    {
        try
        {
            return entry.Attributes.HasFlag(FileAttributes.ReparsePoint) ? Target(entry) : entry;
        }
        catch (IOException)
        {
            return entry; // it leads in a circle: reading it says so
        }
    }

    /// <summary>The entry itself, or what it leads to in the end.</summary>
    /// <exception cref="IOException">It leads in a circle.</exception>
    public static FileInfo Target(FileInfo entry) =>
        entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : entry;

    /// <summary>Whether a file is there without a byte: it may be a pipe, and opening one waits for whoever writes.</summary>
    public static bool HasNoBytes(FileInfo file) => file is { Exists: true, Length: 0 };

    /// <summary>Opens a file of data to read.</summary>
    /// <exception cref="InvalidDataException">It has no bytes.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public static FileStream Open(string path)
    {
        if (HasNoBytes(Of(new FileInfo(path))))
            throw new InvalidDataException($"'{path}' is empty: it has no bytes, or is no regular file.");
        return File.OpenRead(path);
    }
}
