using System.Security.Cryptography;

namespace MlNetCnn.Tests;

/// <summary>A server with the file of one name of a catalog, and a store that knows it and has nothing yet.</summary>
internal sealed class WeightsPlace : IDisposable
{
    public const string Name = "tiny";

    private readonly TemporaryFolder _temporary = new();
    private readonly PretrainedEntry[] _catalog;

    public WeightsPlace()
    {
        var digits = Convert.ToHexStringLower(SHA256.HashData(Content))[..8];
        FileName = $"tiny-{digits}.pth";
        Server.Files[$"/{FileName}"] = Content;
        Assert.True(PretrainedNetworks.TryFind("resnet18-imagenet", out var along));
        _catalog = [along, along with { Name = Name, File = new(FileName, FileChecksum.Sha256(digits), [new Uri(Server.Address, FileName)]) }];
    }

    public FileServer Server { get; } = new();

    public HastyTime Time { get; } = new();

    public byte[] Content { get; } = DownloadPlace.Random(3, 50_000);

    public string FileName { get; }

    public string Root => _temporary.Path;

    public string Folder => Path.Combine(Root, "weights", Name);

    public string FilePath => Path.Combine(Folder, FileName);

    public PretrainedStore Store(Uri? mirror = null) => new(new DownloadOptions { Folder = Root, TimeProvider = Time, Mirror = mirror }, _catalog);

    public void Dispose()
    {
        Server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _temporary.Dispose();
    }
}
