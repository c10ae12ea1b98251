namespace MlNetCnn.Dashboard;

/// <summary>An uploaded file in a folder of its own, which is deleted on disposal.</summary>
internal sealed class Upload : IDisposable
{
    private readonly string _folder;
    private readonly IDisposable _lock;

    private Upload(string folder, IDisposable held, string name, string path, string file) => (_folder, _lock, Name, Path, File) = (folder, held, name, path, file);

    /// <summary>The name of the future data set.</summary>
    public string Name { get; }

    public string Path { get; }

    /// <summary>The browser's file name, for display only, never used as a path.</summary>
    public string File { get; }

    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static Upload Begin(string parent, UploadName name)
    {
        var folder = System.IO.Path.Combine(parent, $"{Uploads.Prefix}{System.IO.Path.GetRandomFileName()}");
        OwnerOnly.CreateFolder(folder);
        // Locked as long as the folder is in use, so that another server does not clean it up.
        var held = FileLock.TryTake(System.IO.Path.Combine(folder, Uploads.Lock)) ?? throw new IOException($"'{folder}' is in use.");
        return new Upload(folder, held, name.Set, System.IO.Path.Combine(folder, name.Stored), name.Shown);
    }

    public void Dispose()
    {
        _lock.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
