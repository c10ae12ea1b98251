namespace MlNetCnn.Dashboard.Tests;

public class StartTests
{
    [Fact]
    public async Task Run_Help_NamesEveryOption()
    {
        var (exitCode, output, _) = await DashboardProcess.RunToEndAsync("--help");

        Assert.Equal(0, exitCode);
        Assert.All(new[] { "--urls", "--token", "--no-token", "--hosts", "--networks", "MLNETCNN_TOKEN" }, option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_TokenThatIsTooShort_EndsInOneSentence()
    {
        var (exitCode, output, errors) = await DashboardProcess.RunToEndAsync("--urls", "http://127.0.0.1:0", "--token", "short");

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Equal("The token has 5 characters, but must have at least 16: give a longer one, or none, and one is made up.", errors.Trim());
    }

    [Fact]
    public async Task Run_NoTokenBeyondThisMachine_LetsInAndWarns()
    {
        await using var dashboard = await DashboardProcess.StartAsync("http://0.0.0.0:0", "--no-token");
        using var client = new HttpClient();

        using var response = await client.GetAsync(dashboard.Address);

        Assert.Null(dashboard.Token);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        await dashboard.ReadErrorLineAsync("WARNING: no token is asked for. Everybody who reaches this machine");
        using var foreign = new HttpRequestMessage(HttpMethod.Get, dashboard.Address) { Headers = { Host = "rebound.example" } };
        using var refused = await client.SendAsync(foreign);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData()]
    [InlineData("--token", "a token of some length")]
    public async Task Run_OnLoopback_DemandsItsTokenToo(params string[] arguments)
    {
        await using var dashboard = await DashboardProcess.StartAsync("http://127.0.0.1:0", arguments);
        using var client = new HttpClient();

        Assert.NotNull(dashboard.Token);

        using var response = await client.GetAsync(dashboard.Address);

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
