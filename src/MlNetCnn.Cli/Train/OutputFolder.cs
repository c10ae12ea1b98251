namespace MlNetCnn.Cli;

/// <summary>
/// The output folder of a training. It is created and checked before training starts, and deleted if nothing was written.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private string? _made;
    private FileLock? _held;

    private OutputFolder(string path, string? made)
    {
        Path = path;
        _made = made;
    }

    /// <summary>As given, possibly relative.</summary>
    public string Path { get; }

    public string Zip => System.IO.Path.Combine(Path, "model.zip");

    public string Onnx => System.IO.Path.Combine(Path, "model.onnx");

    public string OutOfFold => System.IO.Path.Combine(Path, "out-of-fold.csv");

    public string LabelErrors => System.IO.Path.Combine(Path, "label-errors.csv");

    public string ModelCard => System.IO.Path.Combine(Path, "MODEL.md");

    /// <summary>Deletes the files of a cross-validation, which belong to another training.</summary>
    public void ForgetFolds()
    {
        File.Delete(OutOfFold);
        File.Delete(LabelErrors);
    }

    /// <summary>A folder that is already written.</summary>
    public static OutputFolder At(string path) => new(path, made: null);

    /// <summary>Opens a folder without locking it.</summary>
    /// <exception cref="IOException">Nothing can be written there; the message says why.</exception>
    public static OutputFolder Open(string path)
    {
        var made = FirstMissing(path);
        var folder = new OutputFolder(path, made);
        try
        {
            Directory.CreateDirectory(path);
            AtomicFile.Write(System.IO.Path.Combine(path, ".mlnetcnn-try"), stream => stream.WriteByte(0));
            File.Delete(System.IO.Path.Combine(path, ".mlnetcnn-try"));
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            folder.Dispose();
            var reason = FileAbove(path) is { } file ? $"'{file}' is a file, not a folder." : Failure.OneLine(e);
            throw new IOException($"The output folder '{path}' cannot be written: {reason}", e);
        }
    }

    /// <summary>Opens and locks a folder for one training, until disposed.</summary>
    /// <exception cref="IOException">Nothing can be written there, or another training writes there; the message says why, or which.</exception>
    public static OutputFolder Take(string path)
    {
        var folder = Open(path);
        if (folder.TryHold())
            return folder;
        throw new IOException($"The output folder '{path}' is in use by another training ({FileLock.HolderOf(folder.Lock)}): give another --out, or wait until that has ended.");
    }

    /// <summary>Creates and locks a new folder: <c>lenet-20260131-174500</c>, with a number appended if it exists.</summary>
    /// <exception cref="IOException">Nothing can be written there; the message says why.</exception>
    public static OutputFolder TakeNew(string parent, Architecture architecture, DateTimeOffset now)
    {
        var name = System.IO.Path.Combine(parent, $"{architecture.Name.Replace('/', '-')}-{now:yyyyMMdd-HHmmss}");
        for (var i = 1; ; i++)
        {
            var path = i == 1 ? name : $"{name}-{i}";
            if (Directory.Exists(path))
                continue;
            var folder = Open(path);
            // Another process may have trained here in the meantime.
            if (folder.TryHold() && !File.Exists(folder.Zip))
            {
                folder._made ??= System.IO.Path.GetFullPath(path); // where another one made it, but was too late to hold it
                return folder;
            }
            folder.Dispose();
        }
    }

    public void Dispose()
    {
        _held?.Dispose();
        for (var path = System.IO.Path.GetFullPath(Path); _made is not null && path.Length >= _made.Length; path = System.IO.Path.GetDirectoryName(path)!)
        {
            if (!Directory.Exists(path))
                continue;
            if (Directory.EnumerateFileSystemEntries(path).Any())
                return;
            try
            {
                Directory.Delete(path);
            }
            catch (IOException)
            {
                return; // somebody has just begun to use it
            }
        }
    }

    private string Lock => System.IO.Path.Combine(Path, ".mlnetcnn.lock");

    private bool TryHold() => (_held = FileLock.TryTake(Lock, isTemporary: true)) is not null;

    private static string? FileAbove(string path)
    {
        var at = System.IO.Path.GetFullPath(path);
        while (at is not null && !File.Exists(at))
            at = System.IO.Path.GetDirectoryName(at);
        return at;
    }

    // The outermost folder that has to be created.
    private static string? FirstMissing(string path)
    {
        string? missing = null;
        for (var at = System.IO.Path.GetFullPath(path); at is not null && !Directory.Exists(at); at = System.IO.Path.GetDirectoryName(at))
            missing = at;
        return missing;
    }
}
