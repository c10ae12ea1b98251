namespace MlNetCnn;

/// <summary>
/// Writes files so that nobody ever sees half of one: under a temporary name beside it, flushed to the disk, then renamed. A link is
/// followed; a pipe or a device is written into.
/// </summary>
internal static class AtomicFile
{
    private const string Suffix = ".tmp";
    private const int NoSpaceOnUnix = 28;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    /// <summary>Writes a file, replacing the one that is there. When it fails, that one stays as it was and nothing else is left behind.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="write">Writes the content. What it throws, other than errors of input and output, passes through.</param>
    /// <param name="flush">Whether to wait until the disk has it; not worth it for what has a checksum and can be made again.</param>
    /// <exception cref="IOException">The file cannot be written; the message names it and says why.</exception>
    public static void Write(string path, Action<Stream> write, bool flush = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = Path.GetFullPath(path);
        string? temporary = null;
        try
        {
            if (Directory.Exists(path))
                throw new IOException("there is a folder of that name");
            using (var special = OpenSpecial(path))
            {
                if (special is not null)
                {
                    WriteInto(special, write);
                    return;
                }
            }
            target = Target(path);
            temporary = Path.Combine(Path.GetDirectoryName(target) ?? target, Prefix(target) + Path.GetRandomFileName() + Suffix);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: flush);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception e)
        {
            if (temporary is not null)
                Discard(temporary);
            if (e is IOException or UnauthorizedAccessException)
                throw Failure(path, target, e);
            throw;
        }
    }

    /// <summary>What is left of writing this file in processes that were killed, and what is being written just now.</summary>
    public static IEnumerable<string> Unfinished(string path)
    {
        var target = Target(path);
        var folder = new DirectoryInfo(Path.GetDirectoryName(target) ?? target);
        return folder.Exists ? folder.EnumerateFiles().Where(f => IsTemporary(f.Name)).Select(f => f.FullName) : [];

        bool IsTemporary(string name) => name.StartsWith(Prefix(target), StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal);
    }

    /// <summary>The error that names a file that cannot be written, and says why.</summary>
    public static IOException Failure(string path, Exception e) => Failure(path, Path.GetFullPath(path), e);

    private static IOException Failure(string path, string target, Exception e) => new($"'{path}' cannot be written: {Reason(e, target)}.", e);

    /// <summary>The file that is written: where a link leads in the end.</summary>
    public static string Target(string path) => RealFile.Target(new FileInfo(path)).FullName;

    /// <summary>Opens what is there and is no regular file: a pipe, a terminal or a device. A pipe waits for somebody who reads it.</summary>
    private static FileStream? OpenSpecial(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
            return null;
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (!stream.CanSeek)
                return stream;
            // A device has no length and can be given none.
            if (stream.Length == 0)
                stream.SetLength(0);
        }
        catch (Exception e) when (stream is null && e is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // who may not write it may replace it; or it is a link that leads to nothing yet
        }
        catch (Exception e) when (stream is not null && e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return stream;
        }
        stream.Dispose();
        return null;
    }

    // Not every format can be written without going back.
    private static void WriteInto(FileStream special, Action<Stream> write)
    {
        using var whole = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16, FileOptions.DeleteOnClose);
        write(whole);
        whole.Position = 0;
        whole.CopyTo(special);
    }

    private static string Prefix(string target) => $".{Path.GetFileName(target)}.";

    private static string Reason(Exception e, string target) => e switch
    {
        DirectoryNotFoundException => $"there is no folder '{Path.GetDirectoryName(target)}'",
        UnauthorizedAccessException => $"writing in '{Path.GetDirectoryName(target)}' is not allowed",
        { HResult: NoSpaceOnUnix or DiskFullOnWindows } => "the disk is full",
        _ => e.Message.TrimEnd('.'),
    };

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to tell.
        }
    }
}
