namespace MlNetCnn.Experiments.Tests;

[Collection(EnvironmentCollection.Name)]
public sealed class StoreLocationTests : IDisposable
{
    private readonly string?[] _before = [.. Names.Select(Environment.GetEnvironmentVariable)];

    private static readonly string[] Names = [StoreLocation.StoreVariable, StoreLocation.ArtifactsVariable, "XDG_DATA_HOME"];

    public StoreLocationTests()
    {
        foreach (var name in Names)
            Environment.SetEnvironmentVariable(name, null);
    }

    [Fact]
    public void Parse_Nothing_IsInTheUsersData()
    {
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", "/home/me/data");

        var location = StoreLocation.Parse();

        Assert.False(location.IsPostgres);
        Assert.Equal(("/home/me/data/mlnetcnn/runs.db", "/home/me/data/mlnetcnn/runs"), ($"{location}", location.Artifacts));
    }

    [Fact]
    public void Parse_Variables_CountWhereNothingIsSaid()
    {
        Environment.SetEnvironmentVariable(StoreLocation.StoreVariable, "/a/b.db");
        Environment.SetEnvironmentVariable(StoreLocation.ArtifactsVariable, "/files");

        Assert.Equal(("/a/b.db", "/files"), ($"{StoreLocation.Parse()}", StoreLocation.Parse().Artifacts));
        Assert.Equal(("/c.db", "/d"), ($"{StoreLocation.Parse("/c.db", "/d")}", StoreLocation.Parse("/c.db", "/d").Artifacts));
    }

    [Fact]
    public void Parse_ConnectionString_IsPostgresAndShowsNoPassword()
    {
        var location = StoreLocation.Parse("Host=db;Username=me;Password=secret", "/files");

        Assert.True(location.IsPostgres);
        Assert.Equal("db:5432/mlnetcnn", $"{location}");
    }

    [Fact]
    public void Parse_ConnectionStringThatIsNone_SaysSo() =>
        Assert.Contains("connection string", Assert.Throws<ArgumentException>(() => StoreLocation.Parse("Host=db;Color=red")).Message);

    [Fact]
    public void Parse_Folder_AsksForAFile() =>
        Assert.Contains("is a folder", Assert.Throws<ArgumentException>(() => StoreLocation.Parse(Path.GetTempPath())).Message);

    public void Dispose()
    {
        foreach (var (name, value) in Names.Zip(_before))
            Environment.SetEnvironmentVariable(name, value);
    }
}
