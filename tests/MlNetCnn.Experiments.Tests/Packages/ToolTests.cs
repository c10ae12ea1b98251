using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MlNetCnn.Experiments.Tests;

public sealed partial class ToolTests(InstalledTool tool) : IClassFixture<InstalledTool>
{
    [Fact]
    public async Task Tool_Installed_SaysItsVersion() => Assert.Matches(@"^\d+\.\d+\.\d+", await tool.RunAsync("mlnetcnn", "--version"));

    [Fact]
    public void Packages_OfTheTool_AreThePlatformsAndTheOneThatLeadsToIt() =>
        Assert.Equal(["MlNetCnn.Cli", $"MlNetCnn.Cli.{RuntimeInformation.RuntimeIdentifier}"], tool.Packages.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Train_OnTheBundledImages_WritesAModelThatScores()
    {
        await tool.RunAsync("mlnetcnn", "train", "lenet-relu", "--epochs", "1", "--out", "trained");

        var report = JsonNode.Parse(await tool.RunAsync("mlnetcnn", "evaluate", Path.Combine("trained", "model.onnx"), "--json"))!;
        Assert.InRange((double)report["accuracy"]!, 0.3, 1);
    }

    [SkippableTheory]
    [InlineData("mlnetcnn dash", "dashboard")]
    [InlineData("mlnetcnn train lenet-", "lenet-relu")]
    [InlineData("mlnetcnn train --optimizer ", "adam", "adamw", "sgd")]
    public async Task Completion_SourcedByBash_CompletesTheLine(string line, params string[] words)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no bash of its own.");
        const string Ask = """
            source <(mlnetcnn completion bash)
            complete -p mlnetcnn > /dev/null || exit 1
            COMP_LINE=$1 COMP_POINT=${#1}
            _mlnetcnn
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        Assert.Equal(words, (await tool.RunAsync("bash", "-c", Ask, "bash", line)).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Dashboard_OfTheTool_ServesItsFilesAndExecutesRuns()
    {
        var run = (string)JsonNode.Parse(await tool.RunAsync("mlnetcnn", "runs", "add", "lenet-relu", "--epochs", "1", "--json"))!["id"]!;
        using var server = tool.Start("mlnetcnn", "dashboard", "--urls", "http://127.0.0.1:0", "--no-token");
        try
        {
            using var client = new HttpClient { BaseAddress = await AddressAsync(server.StandardOutput) };

            var page = await client.GetStringAsync("/");

            // Its own, its components', MudBlazor's and Blazor's.
            var files = File().Matches(page).Select(m => m.Groups[1].Value).ToArray();
            Assert.All(["site.", "MlNetCnn.Components.", "MudBlazor.min.css", "blazor.web."], name => Assert.Contains(files, f => f.Contains(name, StringComparison.Ordinal)));
            foreach (var file in files)
            {
                using var response = await client.GetAsync(file);
                Assert.True(response.StatusCode == HttpStatusCode.OK, $"{file}: {response.StatusCode}");
            }
            await WaitForAsync(run);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }

    private static async Task<Uri> AddressAsync(StreamReader output)
    {
        using var patience = new CancellationTokenSource(InstalledTool.Patience);
        while (await output.ReadLineAsync(patience.Token) is { } line)
        {
            if (Address().Match(line) is { Success: true } match)
                return new Uri(match.Groups[1].Value);
        }
        throw new InvalidOperationException("The dashboard did not start.");
    }

    private async Task WaitForAsync(string run)
    {
        using var patience = new CancellationTokenSource(InstalledTool.Patience);
        while (true)
        {
            var found = JsonNode.Parse(await tool.RunAsync("mlnetcnn", "runs", "show", run, "--json"))!["run"]!;
            var state = (string)found["state"]!;
            if (state == "succeeded")
                return;
            Assert.True(state is "queued" or "running", $"The run {state}: {found["sentence"]}");
            await Task.Delay(200, patience.Token);
        }
    }

    [GeneratedRegex(@"^The dashboard is at (http\S+)$")]
    private static partial Regex Address();

    [GeneratedRegex("""(?:href|src)="([^"]+\.(?:css|js|svg)[^"]*)""")]
    private static partial Regex File();
}
