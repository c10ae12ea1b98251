namespace MlNetCnn.Dashboard.Tests;

public sealed class ServerFoldersTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-folders-");

    public ServerFoldersTests()
    {
        foreach (var name in new[] { "open/pets", "open-too", "secret" })
            Directory.CreateDirectory(In(name));
        Directory.CreateSymbolicLink(In("open/out"), In("secret"));
        Directory.CreateSymbolicLink(In("open/within"), In("open/pets"));
        Directory.CreateSymbolicLink(In("open/loop"), In("open/loop/again"));
    }

    private ServerFolders Folders => new([In("open")]);

    [Theory]
    [InlineData("open")]
    [InlineData("open/pets")]
    [InlineData("open/within")]
    [InlineData("secret/../open/pets")]
    public void Find_InTheFolders_GivesItsRealPlace(string path) =>
        Assert.Equal(In(path == "open" ? "open" : "open/pets"), Folders.Find(In(path)));

    [Theory]
    [InlineData("secret")]
    [InlineData("secret/nothing")]
    [InlineData("open/../secret")]
    [InlineData("open/out")]
    [InlineData("open/out/deeper")]
    [InlineData("open-too")]
    public void Find_BeyondThem_SaysWhichThereAre(string path) =>
        Assert.Contains($"is not in {In("open")}", Assert.Throws<ArgumentException>(() => Folders.Find(In(path))).Message);

    [Theory]
    [InlineData("open/nothing", "There is nothing at")]
    [InlineData("open/loop", "leads back to itself")]
    public void Find_WhatIsNotThere_SaysSo(string path, string says) => Assert.Contains(says, Assert.Throws<ArgumentException>(() => Folders.Find(In(path))).Message);

    [Fact]
    public void Find_PartOfAPath_AsksForAWholeOne() => Assert.Contains("is no whole path", Assert.Throws<ArgumentException>(() => Folders.Find("open/pets")).Message);

    [Fact]
    public void Find_WithoutFolders_NamesTheOption() => Assert.Contains("--folders", Assert.Throws<ArgumentException>(() => new ServerFolders([]).Find(In("open"))).Message);

    [Fact]
    public void CheckLinks_LinkThatStaysWithin_IsTaken()
    {
        File.Delete(In("open/loop"));
        Directory.Delete(In("open/out"));
        Directory.CreateSymbolicLink(In("open/pets/up"), In("open"));

        Folders.CheckLinks(In("open"), default);
        Folders.CheckLinks(In("open/pets"), default);
    }

    [Theory]
    [InlineData("")]
    [InlineData("deeper/")]
    public void CheckLinks_LinkThatLeadsOut_IsRefusedByItsName(string below)
    {
        Directory.CreateDirectory(In($"open/pets/{below}"));
        File.WriteAllText(In("secret/1.png"), "");
        Directory.CreateSymbolicLink(In($"open/pets/{below}cat"), In("secret"));
        Refused(In($"open/pets/{below}cat"));
        Directory.Delete(In($"open/pets/{below}cat"));
        File.CreateSymbolicLink(In($"open/pets/{below}1.png"), In("secret/1.png"));
        Refused(In($"open/pets/{below}1.png"));

        void Refused(string link) => Assert.Contains(
            $"'{link}' is a link that leads out of {In("open")}", Assert.Throws<ArgumentException>(() => Folders.CheckLinks(In("open/pets"), default)).Message);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string In(string path) => Path.Combine(_folder.FullName, path);
}
