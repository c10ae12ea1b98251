using Microsoft.Extensions.Configuration;
using MlNetCnn.Dashboard.Hosting;

namespace MlNetCnn.Dashboard.Tests.Hosting;

public class DashboardOptionsTests
{
    [Fact]
    public void From_Nothing_ListensOnLoopbackWithoutToken()
    {
        var options = From();

        Assert.Equal(["http://localhost:5080"], options.Urls);
        Assert.True(options.IsLocal);
        Assert.Null(options.Token);
    }

    [Theory]
    [InlineData("http://localhost:1", null, 1)]
    [InlineData("http://localhost:1", "/a;/b", 2)]
    [InlineData("http://0.0.0.0:1", null, 0)]
    [InlineData("http://0.0.0.0:1", "/a", 1)]
    public void From_FoldersForBrowsers_AreTheUsersOnThisMachineOnly(string urls, string? folders, int atLeast)
    {
        var options = From(("urls", urls), ("folders", folders!));

        Assert.InRange(options.Folders.Count, atLeast, Math.Max(atLeast, folders is null && options.IsLocal ? 2 : 0));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:80")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://192.168.1.7:5080")]
    [InlineData("http://example.org")]
    [InlineData("http://localhost:5080;http://10.0.0.1:5080")]
    [InlineData("http://localhost.example.org")]
    [InlineData("nonsense")]
    public void From_AddressBeyondThisMachine_MakesUpAToken(string urls)
    {
        var first = From(("urls", urls));

        Assert.False(first.IsLocal);
        Assert.True(first.Token!.Length >= 32);
        Assert.NotEqual(first.Token, From(("urls", urls)).Token);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://127.1.2.3:1")]
    [InlineData("http://[::1]:1")]
    [InlineData("https://LOCALHOST:1;http://localhost:2")]
    public void From_LoopbackAddresses_NeedsNoToken(string urls) => Assert.Null(From(("urls", urls)).Token);

    [Fact]
    public void From_TokenGiven_TakesTheCommandLineBeforeTheEnvironment()
    {
        Assert.Equal("from-the-environment", From(("MLNETCNN_TOKEN", "from-the-environment")).Token);
        Assert.Equal("from-the-command-line", From(("token", "from-the-command-line"), ("MLNETCNN_TOKEN", "from-the-environment")).Token);
    }

    [Fact]
    public void From_ShortToken_IsRefused()
    {
        var refused = Assert.Throws<ArgumentException>(() => From(("token", "fifteen-letters")));

        Assert.Equal("The token has 15 characters, but must have at least 16: give a longer one, or none, and one is made up where it is needed.", refused.Message);
    }

    private static DashboardOptions From(params (string Key, string Value)[] values) => DashboardOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection(values.Append(("networks", "/tmp")).ToDictionary(v => v.Item1, v => (string?)v.Item2)).Build());
}
