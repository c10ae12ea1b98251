namespace MlNetCnn.Dashboard.Tests;

public sealed class OwnNetworksTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-networks-");
    private readonly OwnNetworks _networks;

    public OwnNetworksTests() => _networks = new(Path.Combine(_folder.FullName, "own"));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void All_NoFolderYet_IsEmpty() => Assert.Empty(_networks.All());

    [Fact]
    public void Save_New_IsFoundAgainEqual()
    {
        var key = _networks.Save(Named("My net 2/3"), key: null);

        Assert.Equal("my-net-2-3", key);
        Assert.Equal(Named("My net 2/3"), _networks.Find(key)!.Architecture);
        Assert.Equal("My net 2/3", Assert.Single(_networks.All()).Name);
    }

    [Fact]
    public void Save_NameOfAnother_IsRefusedAndKeepsIt()
    {
        _networks.Save(Named("one"), key: null);

        var refused = Assert.Throws<IOException>(() => _networks.Save(Named("One") with { Initialization = WeightInitialization.Xavier }, key: null));

        Assert.Equal("There is a network 'one' already: give this one another name.", refused.Message);
        Assert.Equal(Named("one"), _networks.Find("one")!.Architecture);
    }

    [Fact]
    public void Save_Renamed_MovesTheFile()
    {
        var key = _networks.Save(Named("one"), key: null);

        Assert.Equal("two", _networks.Save(Named("two"), key));

        Assert.Equal("two", Assert.Single(_networks.All()).Key);
    }

    [Fact]
    public void Delete_Undone_IsBackToTheByte()
    {
        var key = _networks.Save(Named("one"), key: null);
        var bytes = File.ReadAllBytes(Path.Combine(_networks.Folder, "one.json"));

        var undo = _networks.Delete(key);
        Assert.Empty(_networks.All());

        Assert.True(undo());
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(_networks.Folder, "one.json")));
        Assert.False(undo());
    }

    [Fact]
    public void All_FileThatIsNoNetwork_IsThereWithTheReason()
    {
        Directory.CreateDirectory(_networks.Folder);
        File.WriteAllText(Path.Combine(_networks.Folder, "broken.json"), "{");

        var own = Assert.Single(_networks.All());

        Assert.Null(own.Architecture);
        Assert.StartsWith("'broken.json': This is not JSON", own.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("con")]
    [InlineData("new")]
    public void Find_KeyThatIsNoName_IsNotLookedFor(string key)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "secret.json"), Named("secret").ToJson());

        Assert.Null(_networks.Find(key));
        Assert.False(_networks.Delete(key)());
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "secret.json")));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../../etc/passwd")]
    [InlineData("con")]
    [InlineData("NEW")]
    [InlineData("сеть")]
    [InlineData("网络")]
    [InlineData("a/b/../c")]
    public void KeyOf_AnyName_IsAFileOfTheFolder(string name)
    {
        var key = _networks.Save(Named(name), key: null);

        Assert.Matches("^[a-z0-9_-]+$", key);
        Assert.Equal(Named(name), _networks.Find(key)!.Architecture);
        Assert.Single(Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories));
    }

    private static Architecture Named(string name) => new(name, [new Flatten(), new Linear()]);
}
