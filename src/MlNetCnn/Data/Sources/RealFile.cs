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
}
