namespace MlNetCnn.Dashboard.Tests.Hosting;

public class StartTests
{
    [Fact]
    public async Task Run_Help_NamesEveryOption()
    {
        var (exitCode, output, _) = await DashboardProcess.RunToEndAsync("--help");

        Assert.Equal(0, exitCode);
        Assert.All(new[] { "--urls", "--token", "--hosts", "--networks", "MLNETCNN_TOKEN" }, option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_TokenThatIsTooShort_EndsInOneSentence()
    {
        var (exitCode, output, errors) = await DashboardProcess.RunToEndAsync("--urls", "http://127.0.0.1:0", "--token", "short");

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Equal("The token has 5 characters, but must have at least 16: give a longer one, or none, and one is made up where it is needed.", errors.Trim());
    }

    [Fact]
    public async Task Run_TokenGivenOnLoopback_IsDemandedThereToo()
    {
        await using var dashboard = await DashboardProcess.StartAsync("http://127.0.0.1:0", "--token", "a token of some length");
        using var client = new HttpClient();

        using var response = await client.GetAsync(dashboard.Address);

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
