using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace MlNetCnn.Training;

/// <summary>
/// Keeps adapted copies of native libraries in a folder of the user's own, <c>mlnetcnn/native/&lt;SHA-256&gt;</c> below
/// <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c>. What is loaded from there runs with the user's rights, so nobody else may
/// write there, and what lies there already is compared with what should, byte for byte, before it is used.
/// </summary>
/// <param name="root">The folder of all of the user's caches.</param>
[SupportedOSPlatform("linux")]
internal sealed class NativeCache(string root)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode ForeignWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>The cache of the current user.</summary>
    /// <exception cref="IOException">The user has no home folder and names no other.</exception>
    public static NativeCache OfUser() => new(Root(Environment.GetEnvironmentVariable("XDG_CACHE_HOME"), Environment.GetEnvironmentVariable("HOME")));

    /// <summary>The folder of a user's caches by the XDG base directory rules: relative paths do not count.</summary>
    public static string Root(string? cacheHome, string? home) => CacheFolder.Root(cacheHome, home);

    /// <summary>Gives the path of a file named <paramref name="fileName"/> with exactly <paramref name="content"/>, writing it if need be.</summary>
    /// <exception cref="IOException">The folder cannot be written, or others could write to it.</exception>
    public string Keep(string fileName, byte[] content)
    {
        try
        {
            return KeepIn(OwnFolder(Convert.ToHexStringLower(SHA256.HashData(content))), fileName, content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{exception.Message.TrimEnd('.')}: set XDG_CACHE_HOME to a folder of your own.", exception);
        }
    }

    private static string KeepIn(string folder, string fileName, byte[] content)
    {
        var path = Path.Combine(folder, fileName);
        if (Holds(path, content))
            return path;

        var temporary = Path.Combine(folder, $"{fileName}.{Guid.NewGuid():N}.tmp");
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            using (var stream = new FileStream(temporary, options))
                stream.Write(content);
            // A process that runs from the old file keeps its own: the name moves, the file does not change.
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
        return path;
    }

    private string OwnFolder(string hash)
    {
        Directory.CreateDirectory(root, OwnerOnly);
        var above = UnixFolder.Read(root, followLink: true);
        // The root is the user's or the system's; others may write there only where they cannot rename what is ours.
        if (above.Owner != UnixFolder.CurrentUser && above.Owner != 0
            || above.Mode.HasFlag(UnixFileMode.OtherWrite) && !above.Mode.HasFlag(UnixFileMode.StickyBit))
            throw Foreign(root);

        var folder = root;
        foreach (var part in new[] { "mlnetcnn", "native", hash })
        {
            folder = Path.Combine(folder, part);
            Directory.CreateDirectory(folder, OwnerOnly);
            var status = UnixFolder.Read(folder);
            if (!status.IsFolder || status.Owner != UnixFolder.CurrentUser || (status.Mode & ForeignWrite) != 0)
                throw Foreign(folder);
        }
        return folder;
    }

    private static bool Holds(string path, byte[] content)
    {
        var file = new FileInfo(path);
        return file.Exists && file.LinkTarget is null && file.Length == content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
    }

    private static IOException Foreign(string folder) =>
        new($"The cache folder '{folder}' is not the current user's alone: others own it or may write to it.");
}
