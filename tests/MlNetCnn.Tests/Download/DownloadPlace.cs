using System.Security.Cryptography;

namespace MlNetCnn.Tests;

/// <summary>A server with two files of one data set, and a store that knows them and has nothing yet.</summary>
internal sealed class DownloadPlace : IDisposable
{
    public const string Name = "two";

    private readonly TemporaryFolder _temporary = new();

    public DownloadPlace()
    {
        First = Random(1, 50_000);
        Second = Random(2, 3_000);
        Server.Files["/first.bin"] = First;
        Server.Files["/second.bin"] = Second;
        Entry = new DataSetEntry(Name, "Two files.", "none", "here", ["a", "b"], new(1, 2, 2), 3, 1) { Files = [File("first.bin", First), File("second.bin", Second)] };
    }

    public FileServer Server { get; } = new();

    public HastyTime Time { get; } = new();

    public byte[] First { get; }

    public byte[] Second { get; }

    public DataSetEntry Entry { get; set; }

    public string Root => _temporary.Path;

    public string Folder => Path.Combine(Root, "datasets", Name);

    public string FirstPath => Path.Combine(Folder, "first.bin");

    public string PartPath => FirstPath + ".part";

    public int RequestsOf(string file) => Server.Requests.Count(head => head.StartsWith($"GET /{file} ", StringComparison.Ordinal));

    public DataSetStore Store(Uri? mirror = null) => new(new DownloadOptions { Folder = Root, TimeProvider = Time, Mirror = mirror }, [Entry]);

    public Task<StoredDataSet> GetAsync(IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Store().GetAsync(Name, progress, cancellationToken);

    /// <summary>Leaves what an earlier process got of the first file.</summary>
    public void LeavePart(byte[] bytes, string? tag)
    {
        Directory.CreateDirectory(Folder);
        System.IO.File.WriteAllBytes(PartPath, bytes);
        if (tag is not null)
            System.IO.File.WriteAllText(PartPath + ".tag", tag);
    }

    /// <summary>Both files are there and right, and nothing else is.</summary>
    public void AssertComplete()
    {
        Assert.Equal(First, System.IO.File.ReadAllBytes(FirstPath));
        Assert.Equal(Second, System.IO.File.ReadAllBytes(Path.Combine(Folder, "second.bin")));
        Assert.Equal([".verified.json", "classes.txt", "first.bin", "second.bin"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        Server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _temporary.Dispose();
    }

    public static byte[] Random(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

#pragma warning disable CA5351 // The checksums of published data are MD5.
    private static string Md5(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351

    private PublishedFile File(string name, byte[] bytes) =>
        new(name, FileChecksum.Md5(Md5(bytes)), [new Uri(Server.Address, name)]) { Size = bytes.Length };
}
