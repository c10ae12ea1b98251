using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace MlNetCnn.Tests;

public sealed class FileTreeTests : IDisposable
{
    private readonly DataSetFolder _set = new();

    public void Dispose() => _set.Dispose();

    [Fact]
    public void Open_FolderAndItsArchives_HaveTheSameFilesInTheSameOrder()
    {
        foreach (var name in new[] { "b.txt", "b/2.png", "b/10.png", "B.png", "a-c/x", "a/y", "a/.hidden", "__MACOSX/z" })
            _set.Add($"set/{name}", [1]);

        var names = Names(_set.Path);

        Assert.Equal(["set/B.png", "set/a/y", "set/a-c/x", "set/b/10.png", "set/b/2.png", "set/b.txt"], names);
        foreach (var archive in new[] { "a.zip", "a.tar", "a.tar.gz" })
            Assert.Equal(names, Names(_set.Pack(archive)).Select(name => name.Replace("set/set/", "set/")));
    }

    [Fact]
    public void Open_TarWithLinks_FollowsThoseWithinIt()
    {
        var path = Tar(
            new PaxTarEntry(TarEntryType.RegularFile, "store/1.png") { DataStream = new MemoryStream([1, 2, 3]) },
            new PaxTarEntry(TarEntryType.SymbolicLink, "cat/1.png") { LinkName = "../store/./1.png" },
            new PaxTarEntry(TarEntryType.HardLink, "dog/1.png") { LinkName = "cat/1.png" },
            new PaxTarEntry(TarEntryType.SymbolicLink, "birds") { LinkName = "store" });

        using var tree = FileTree.Open(path, new());

        Assert.Equal(["birds/1.png", "cat/1.png", "dog/1.png", "store/1.png"], tree.Files.Select(file => file.Name));
        Assert.All(tree.Files, file => Assert.Equal([1, 2, 3], file.Load(10)().ToArray()));
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("nothing")]
    [InlineData("a")]
    public void Open_TarWithALinkThatLeadsOutOrNowhere_IsRefused(string target)
    {
        var path = Tar(new PaxTarEntry(TarEntryType.SymbolicLink, "d/a") { LinkName = target });

        Assert.Contains("has a link, 'd/a'", Assert.Throws<InvalidDataException>(() => FileTree.Open(path, new())).Message);
    }

    [Fact]
    public void Open_ZipWithLinks_FollowsThoseWithinIt()
    {
        var path = Zip(("store/1.png", [1, 2, 3]), ("cat/1.png", Encoding.UTF8.GetBytes("../store/1.png")));
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Update))
            archive.GetEntry("cat/1.png")!.ExternalAttributes = unchecked((int)0xA1FF0000);

        using var tree = FileTree.Open(path, new());

        Assert.Equal([1, 2, 3], tree.Find("cat/1.png")!.Load(10)().ToArray());
    }

    [Theory]
    [InlineData(437, "Käse")]
    [InlineData(65001, "Käse")]
    [InlineData(65001, "猫")]
    public void Open_ZipNamesWithoutTheirEncoding_AreUtf8OrCodePage437(int codePage, string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.UTF8;
        var path = _set.Outside("names.zip");
        using (var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create, leaveOpen: false, encoding))
            archive.CreateEntry($"{name}/1.png").Open().Dispose();
        var bytes = File.ReadAllBytes(path);
        foreach (var flags in new[] { 6 + 1, bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8 + 1 })
            bytes[flags] &= 0xF7; // that names are UTF-8
        File.WriteAllBytes(path, bytes);

        Assert.Equal([$"{name}/1.png"], Names(path));
    }

    [Fact]
    public void Open_ArchivesInAnArchive_AreSeenThroughWhereThereIsNothingElse()
    {
        var train = Zip(("cat/1.png", [1]), ("dog/1.png", [2]));
        var both = Zip(("train.zip", File.ReadAllBytes(train)), ("readme.txt", [1]));
        var outer = Zip(("data/deep.zip", File.ReadAllBytes(both)));

        Assert.Equal(["data/deep/readme.txt", "data/deep/train/cat/1.png", "data/deep/train/dog/1.png"], Names(outer));
        Assert.Equal(["1.png", "train.zip"], Names(Zip(("train.zip", File.ReadAllBytes(train)), ("1.png", [1]))));
    }

    [Fact]
    public void Open_BombInsideOfABomb_IsRefusedByTheRatioOfTheWhole()
    {
        var inner = Zip(("cat/1.bmp", new byte[40 << 20]));
        var outer = Zip(("a.zip", File.ReadAllBytes(inner)), ("b.zip", File.ReadAllBytes(inner)));
        using var tree = FileTree.Open(outer, new());

        Assert.Contains("as zip bombs do", Assert.Throws<InvalidDataException>(() => tree.Files[0].Load(1 << 30)()).Message);
    }

    [Fact]
    public void Open_ArchiveThatHoldsItselfDeep_Ends()
    {
        var path = Zip(("cat/1.png", [1]));
        for (var i = 0; i < 8; i++)
            path = Zip(("x.zip", File.ReadAllBytes(path)));

        Assert.Equal(["x/x/x/x.zip"], Names(path));
    }

    [Fact]
    public void Open_Archive_LeavesNoTemporaryFile()
    {
        var before = Left();
        var path = _set.AddClasses("").Pack("a.tar.gz");

        _set.Open(path);

        Assert.Equal(before, Left());

        static string[] Left() => Directory.GetFiles(Path.GetTempPath(), "mlnetcnn-*.unpacked");
    }

    [Fact]
    public void Find_NameBesideAFile_IsFoundAndNoneLeadsOut()
    {
        _set.Add("a.csv", [1]).Add("images/1.png", [1, 2]);
        using var tree = FileTree.Open(_set.File("a.csv"), new());

        Assert.Equal(2, tree.Find("images/1.png")!.Length);
        Assert.Null(tree.Find("images/2.png"));
        Assert.Throws<InvalidDataException>(() => tree.Find("../set/a.csv"));
    }

    private static string[] Names(string path)
    {
        using var tree = FileTree.Open(path, new());
        return [.. tree.Files.Select(file => file.Name)];
    }

    private string Tar(params TarEntry[] entries)
    {
        var path = _set.Outside($"{Guid.NewGuid():n}.tar");
        using var writer = new TarWriter(File.Create(path));
        foreach (var entry in entries)
            writer.WriteEntry(entry);
        return path;
    }

    private string Zip(params (string Name, byte[] Bytes)[] entries)
    {
        var path = _set.Outside($"{Guid.NewGuid():n}.zip");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (entry, bytes) in entries)
        {
            using var stream = archive.CreateEntry(entry).Open();
            stream.Write(bytes);
        }
        return path;
    }
}
