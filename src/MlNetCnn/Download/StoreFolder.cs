namespace MlNetCnn;

/// <summary>The folder of one data set, or of the weights of one name, in a store.</summary>
internal static class StoreFolder
{
    /// <summary>What all files of a folder take; 0 where there is none.</summary>
    public static long Bytes(string folder) =>
        new DirectoryInfo(folder) is { Exists: true } found ? found.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) : 0;

    /// <summary>Removes a folder: out of the way first, so that nobody sees half of it.</summary>
    /// <returns>The bytes freed, or null where there is no such folder.</returns>
    /// <exception cref="IOException">Another process is at it, or it cannot be removed.</exception>
    public static long? Remove(string folder)
    {
        if (!Directory.Exists(folder))
            return null;
        using var held = FileLock.TryTake(LockOf(folder)) ?? throw new IOException(
            $"'{folder}' is being filled by {FileLock.HolderOf(LockOf(folder))}: wait for it, or end it.");
        var bytes = Bytes(folder);
        var aside = Aside(folder);
        Directory.Move(folder, aside);
        Directory.Delete(aside, recursive: true);
        return bytes;
    }

    /// <summary>The file that is locked while the folder changes.</summary>
    public static string LockOf(string folder) => Path.Combine(Path.GetDirectoryName(folder)!, $".{Path.GetFileName(folder)}.lock");

    /// <summary>A name beside a folder for what is being made or removed; nothing in a store can be called so.</summary>
    public static string Aside(string folder) => Path.Combine(Path.GetDirectoryName(folder)!, $".{Path.GetFileName(folder)}.{Path.GetRandomFileName()}.tmp");
}
