namespace MlNetCnn.Dashboard;

/// <summary>A file that came from a browser: in a folder of its own, which is gone when this is disposed.</summary>
internal sealed class Upload : IDisposable
{
    private readonly string _folder;
    private readonly IDisposable _lock;

    private Upload(string folder, IDisposable held, string name, string path, string file) => (_folder, _lock, Name, Path, File) = (folder, held, name, path, file);

    /// <summary>What the data set will be called.</summary>
    public string Name { get; }

    /// <summary>Where the file lies.</summary>
    public string Path { get; }

    /// <summary>What the browser called it; a text, never a path.</summary>
    public string File { get; }

    /// <summary>Makes room for an upload.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static Upload Begin(string parent, UploadName name)
    {
        var folder = System.IO.Path.Combine(parent, $"{Uploads.Prefix}{System.IO.Path.GetRandomFileName()}");
        OwnerOnly.CreateFolder(folder);
        // Held as long as somebody needs the folder: another server on it does not take it for left behind.
        var held = FileLock.TryTake(System.IO.Path.Combine(folder, Uploads.Lock)) ?? throw new IOException($"'{folder}' is in use.");
        return new Upload(folder, held, name.Set, System.IO.Path.Combine(folder, name.Stored), name.Shown);
    }

    public void Dispose()
    {
        _lock.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
