namespace MlNetCnn.Cli.Models;

/// <summary>Where a run writes its model. It is made and tried before training starts, and taken away again when nothing was written.</summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly string? _made;

    private OutputFolder(string path, string? made)
    {
        Path = path;
        _made = made;
    }

    /// <summary>The folder as it was named.</summary>
    public string Path { get; }

    public string Zip => System.IO.Path.Combine(Path, "model.zip");

    public string Onnx => System.IO.Path.Combine(Path, "model.onnx");

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

    /// <summary>A name for a run that was given none: <c>runs/lenet-20260131-174500</c>, with a number behind it where that is taken.</summary>
    public static string NameFor(Architecture architecture, DateTimeOffset now)
    {
        var name = System.IO.Path.Combine("runs", $"{architecture.Name.Replace('/', '-')}-{now:yyyyMMdd-HHmmss}");
        return Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? name : $"{name}-{i}").First(n => !Directory.Exists(n));
    }

    public void Dispose()
    {
        for (var path = System.IO.Path.GetFullPath(Path); _made is not null && path.Length >= _made.Length; path = System.IO.Path.GetDirectoryName(path)!)
        {
            if (!Directory.Exists(path))
                continue;
            if (Directory.EnumerateFileSystemEntries(path).Any())
                return;
            Directory.Delete(path);
        }
    }

    private static string? FileAbove(string path)
    {
        var at = System.IO.Path.GetFullPath(path);
        while (at is not null && !File.Exists(at))
            at = System.IO.Path.GetDirectoryName(at);
        return at;
    }

    // The outermost folder that has to be made.
    private static string? FirstMissing(string path)
    {
        string? missing = null;
        for (var at = System.IO.Path.GetFullPath(path); at is not null && !Directory.Exists(at); at = System.IO.Path.GetDirectoryName(at))
            missing = at;
        return missing;
    }
}
