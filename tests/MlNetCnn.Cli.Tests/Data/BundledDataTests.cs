using System.IO.Compression;
using System.Security.Cryptography;

namespace MlNetCnn.Cli.Tests;

/// <summary>The committed files are what the generator draws. Compared decompressed: how well gzip packs may change with the runtime.</summary>
public sealed class BundledDataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Generate_Defaults_GivesTheCommittedFiles()
    {
        var (train, test) = ShapesGenerator.Generate(
            ShapesGenerator.DefaultSeed, ShapesGenerator.DefaultTrainCount, ShapesGenerator.DefaultTestCount);
        IdxFolder.Write(_folder, train, test);

        foreach (var (name, hash) in Hashes)
        {
            Assert.Equal(hash, Hash(Path.Combine(_folder, name)));
            Assert.Equal(hash, Hash(Path.Combine(Bundled, name)));
        }
        Assert.Equal(File.ReadAllText(Path.Combine(_folder, "classes.txt")), File.ReadAllText(Path.Combine(Bundled, "classes.txt")));
    }

    [Fact]
    public void LoadIdxFolder_BundledData_HasSevenThousandImagesOfTenShapes()
    {
        var (train, test) = ImageSet.LoadIdxFolder(Bundled);

        Assert.Equal((6000, 1000), (train.Count, test!.Count));
        Assert.Equal(new TensorShape(1, 28, 28), train.Shape);
        Assert.Equal(
            ["circle", "triangle", "square", "pentagon", "star", "cross", "heart", "arrow", "crescent", "drop"],
            train.ClassNames.AsEnumerable());
        Assert.All(train.Labels.CountBy(label => label), count => Assert.Equal(600, count.Value));
        Assert.InRange(Directory.GetFiles(Bundled).Sum(file => new FileInfo(file).Length), 1, 4_000_000);
    }

    private static readonly Dictionary<string, string> Hashes = new()
    {
        ["train-images-idx3-ubyte.gz"] = "bfe06a616296fad2c018432258763758d3d2a5f213509fe4b45d1946f9e45d4f",
        ["train-labels-idx1-ubyte.gz"] = "30ec61a088b12d4ebf7f11cadb6b47f15dff5c1c9a1687d13767e14309768c24",
        ["t10k-images-idx3-ubyte.gz"] = "4709b77d51cbd013559d6d9bda4d4f12a244ea17d8c324557032da3ea672482d",
        ["t10k-labels-idx1-ubyte.gz"] = "39b037b8ac3cf2cd857dddd2733dc9167adf63bb72ba797b2a7cb975922056b9",
    };

    // Where the build copies the repository's data folder to.
    private static string Bundled => Path.Combine(AppContext.BaseDirectory, "data");

    private static string Hash(string path)
    {
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return Convert.ToHexStringLower(SHA256.HashData(gzip));
    }
}
