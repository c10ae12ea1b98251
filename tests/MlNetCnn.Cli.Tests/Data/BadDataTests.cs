namespace MlNetCnn.Cli.Tests;

/// <summary>Damaged data fail in one sentence, before a folder for the model is made.</summary>
public sealed class BadDataTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Folder_Missing_IsNamed() => Fails(workplace.In("nowhere"), "nowhere'");

    [Fact]
    public void File_Missing_IsNamed() => Fails(Damaged("train-labels-idx1-ubyte.gz", File.Delete), "train-labels-idx1-ubyte");

    [Fact]
    public void Gzip_CutShort_IsNamed() => Fails(Damaged("train-images-idx3-ubyte.gz", path => Change(path, bytes => bytes[..1000])), "train-images-idx3-ubyte.gz'");

    [Fact]
    public void Magic_Wrong_IsNamed() => Fails(Damaged("train-images-idx3-ubyte.gz", path => File.WriteAllBytes(path, new byte[64])), "0x00000000");

    [Fact]
    public void Counts_OfImagesAndLabels_MustAgree() =>
        Fails(Damaged("train-labels-idx1-ubyte.gz", path => File.WriteAllBytes(path, [0, 0, 8, 1, 0, 0, 0, 2, 0, 1])), "200 images");

    [Fact]
    public void Label_WithoutAClass_IsNamed() =>
        Fails(Damaged("train-labels-idx1-ubyte.gz", path => File.WriteAllBytes(path, [0, 0, 8, 1, 0, 0, 0, 200, .. Enumerable.Repeat((byte)99, 200)])), "label 99");

    [Fact]
    public void ClassNames_Twice_AreNamed() => Fails(Damaged("classes.txt", path => File.WriteAllText(path, "a\na\n")), "'a'");

    private string Damaged(string file, Action<string> damage)
    {
        var folder = workplace.WriteShapes();
        damage(Path.Combine(folder, file));
        return folder;
    }

    private static void Change(string path, Func<byte[], byte[]> change) => File.WriteAllBytes(path, change(File.ReadAllBytes(path)));

    private void Fails(string data, string complaint)
    {
        var folder = workplace.In("never");

        Assert.Contains(complaint, CommandRun.Of("train", "lenet", "--data", data, "--out", folder, "--json").Sentence());
        Assert.False(Directory.Exists(folder));
    }
}
