using System.Formats.Tar;
using System.IO.Compression;
using SkiaSharp;

namespace MlNetCnn.Tests;

/// <summary>A temporary folder with a data set in it and a cache beside it.</summary>
internal sealed class DataSetFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.File("set");

    public ImageLoading Options => new() { CacheFolder = _folder.File("cache"), Threads = 2 };

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Outside(string name) => _folder.File(name);

    public string[] CacheFiles() => Directory.Exists(_folder.File("cache")) ? Directory.GetFiles(_folder.File("cache")) : [];

    public DataSetFolder Add(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllBytes(File(name), bytes);
        return this;
    }

    /// <summary>Two classes of small images, in splits or without.</summary>
    public DataSetFolder AddClasses(params string[] above)
    {
        foreach (var folder in above)
        {
            Add($"{folder}cat/1.png", TestImages.Plain(4, 3, new SKColor(10, 20, 30)));
            Add($"{folder}cat/2.png", TestImages.Plain(4, 3, new SKColor(40, 50, 60)));
            Add($"{folder}dog/1.png", TestImages.Plain(4, 3, new SKColor(70, 80, 90)));
        }
        return this;
    }

    public ImageData Open(Func<ImageLoading, ImageLoading>? options = null) => Open(Path, options);

    public ImageData Open(string path, Func<ImageLoading, ImageLoading>? options = null) =>
        ImageData.Open(path, options is null ? Options : options(Options));

    /// <summary>The folder packed as .zip, .tar or .tar.gz.</summary>
    public string Pack(string name)
    {
        var path = _folder.File(name);
        System.IO.File.Delete(path);
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            ZipFile.CreateFromDirectory(Path, path);
        }
        else
        {
            using var file = System.IO.File.Create(path);
            using var stream = (name.EndsWith(".gz", StringComparison.Ordinal) || name.EndsWith(".tgz", StringComparison.Ordinal)) ? new GZipStream(file, CompressionLevel.Fastest) : (Stream)file;
            TarFile.CreateFromDirectory(Path, stream, includeBaseDirectory: true);
        }
        return path;
    }

    public void Dispose() => _folder.Dispose();
}
