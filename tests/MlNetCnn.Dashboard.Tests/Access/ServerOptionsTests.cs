using Microsoft.Extensions.Configuration;

namespace MlNetCnn.Dashboard.Tests;

public class ServerOptionsTests
{
    [Fact]
    public void From_Nothing_ListensOnLoopbackAndMakesUpAToken()
    {
        var options = From();

        Assert.Equal(["http://localhost:5080"], options.Urls);
        Assert.True(options.IsLocal);
        Assert.True(options.Token!.Length >= 32);
    }

    [Theory]
    [InlineData("http://localhost:1", null, 1)]
    [InlineData("http://localhost:1", "/a;/b", 2)]
    [InlineData("http://0.0.0.0:1", null, 0)]
    [InlineData("http://0.0.0.0:1", "/a", 1)]
    public void From_FoldersForBrowsers_AreTheUsersOnThisMachineOnly(string urls, string? folders, int atLeast)
    {
        var options = From(("urls", urls), ("folders", folders!));

        Assert.InRange(options.Dashboard.Folders.Count, atLeast, Math.Max(atLeast, folders is null && options.IsLocal ? 2 : 0));
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
    public void From_LoopbackAddresses_AreThisMachineOnlyAndHaveATokenToo(string urls)
    {
        var options = From(("urls", urls));

        Assert.True(options.IsLocal);
        Assert.NotEqual(options.Token, From(("urls", urls)).Token);
    }

    [Fact]
    public void From_NoToken_HasNone()
    {
        Assert.Null(From(("no-token", "true")).Token);
        Assert.Null(From(("MLNETCNN_NO_TOKEN", "true"), ("urls", "http://0.0.0.0:1")).Token);
        Assert.NotNull(From(("no-token", "false")).Token);
    }

    [Theory]
    [InlineData("maybe", null, "--no-token is 'maybe', but must be true or false, or stand alone.")]
    [InlineData("true", "a token of some length", "A token was given, and none is wanted: leave out --token (MLNETCNN_TOKEN) or --no-token (MLNETCNN_NO_TOKEN).")]
    public void From_NoTokenThatCannotBe_IsRefused(string off, string? token, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => From(("no-token", off), ("token", token!))).Message);

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

        Assert.Equal("The token has 15 characters, but must have at least 16: give a longer one, or none, and one is made up.", refused.Message);
    }

    private static ServerOptions From(params (string Key, string Value)[] values) => ServerOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection(values.Append(("networks", "/tmp")).ToDictionary(v => v.Item1, v => (string?)v.Item2)).Build());
}
