using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlNetCnn.Tests;

namespace MlNetCnn.Experiments.Tests;

/// <summary>Apps as <c>dotnet new</c> makes them of the packed templates, outside of this repository.</summary>
[Collection(PackageCollection.Name)]
public class TemplateTests(PackageFeed feed)
{
    private static readonly Uri Score = new("score", UriKind.Relative);

    [Fact]
    public async Task ConsoleApp_OfTheTemplate_TrainsScoresAndNamesWhatIsMissing()
    {
        await NewAsync("mlnetcnn-console", "Cats.Console");
        Photos.Write(feed.In("Cats.Console"));

        var usage = await DotNet.RunAsync(feed.In("Cats.Console"), "run", "-p:CreateHardLinksForCopyLocalIfPossible=true");
        var early = await RunAsync("score", "photo.png");
        var training = await RunAsync("train", "photos", "2");
        var scoring = await RunAsync("score", "photo.png");
        var missing = await RunAsync("score", "none.png");

        Assert.True(usage.ExitCode == 2, usage.Output);
        Assert.Contains("score IMAGE...", usage.Output, StringComparison.Ordinal);
        Assert.Equal((1, "model.onnx was not found in this folder: train it first.\n"), early);
        Assert.True(training.ExitCode == 0, training.Output);
        Assert.Matches(@"epoch 2: loss \S+, training accuracy \d+\.\d ?%\ntest accuracy \d+\.\d ?%\nsaved model\.zip and model\.onnx", training.Output);
        Assert.Matches(@"^photo\.png: (dark|light) \d+\.\d ?%\n$", scoring.Output);
        Assert.Equal((1, "There is no image file 'none.png'.\n"), missing);

        Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => DotNet.RunAsync(feed.In("Cats.Console"), ["run", "--no-build", "--", .. arguments]);
    }

    [Fact]
    public async Task WebApi_OfTheTemplate_ScoresAnUploadAndSaysWhatIsWrongWithOthers()
    {
        await NewAsync("mlnetcnn-webapi", "Cats.Api");
        await feed.RunAsync("Cats.Api", "build", "-v:q");
        var withoutModel = await DotNet.RunAsync(feed.In("Cats.Api"), "run", "--no-build");
        WriteModel("Cats.Api");
        await using var app = await ServedApp.StartAsync(feed.In("Cats.Api"));
        using var client = new HttpClient { BaseAddress = app.Address };
        client.DefaultRequestHeaders.ExpectContinue = true; // too large an upload is refused before it is sent

        var (status, answer) = await PostAsync(Photos.Png(100));
        var (noImage, noImageProblem) = await PostAsync("no image"u8.ToArray());
        var (empty, emptyProblem) = await PostAsync([]);
        var (large, largeProblem) = await PostAsync(new byte[10_000_001]);

        Assert.Equal(1, withoutModel.ExitCode);
        Assert.Contains("The model 'model.onnx' was not found", withoutModel.Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, status);
        var probabilities = answer.GetProperty("probabilities").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetSingle());
        Assert.Equal(["class 0", "class 1"], probabilities.Keys);
        Assert.Equal(1, probabilities.Values.Sum(), 0.001f);
        Assert.Equal(probabilities.MaxBy(p => p.Value).Key, answer.GetProperty("label").GetString());
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge), (noImage, empty, large));
        Assert.Contains("the image", Detail(noImageProblem), StringComparison.Ordinal);
        Assert.Contains("The request is empty", Detail(emptyProblem), StringComparison.Ordinal);
        Assert.Contains("10000000", Detail(largeProblem), StringComparison.Ordinal);

        async Task<(HttpStatusCode, JsonElement)> PostAsync(byte[] image)
        {
            using var content = new ByteArrayContent(image);
            using var response = await client.PostAsync(Score, content);
            return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
        }

        static string? Detail(JsonElement problem) => problem.GetProperty("detail").GetString();
    }

    [Fact]
    public async Task BlazorApp_OfTheTemplate_ServesItsPagesAndTheirStyles()
    {
        await NewAsync("mlnetcnn-blazor", "Cats.Pages");
        await feed.RunAsync("Cats.Pages", "build", "-v:q");
        WriteModel("Cats.Pages");
        await using var app = await ServedApp.StartAsync(feed.In("Cats.Pages"));
        using var client = new HttpClient { BaseAddress = app.Address };

        var home = await client.GetStringAsync(app.Address);
        var network = await client.GetStringAsync(new Uri(app.Address, "network"));
        var styles = await client.GetStringAsync(new Uri(app.Address, "Cats.Pages.styles.css"));
        using var missing = await client.GetAsync(new Uri(app.Address, "elsewhere"));

        Assert.Contains("class 0, class 1", home, StringComparison.Ordinal);
        Assert.Contains("drop-zone", home, StringComparison.Ordinal);
        Assert.Contains("data-path=\"conv1\"", network, StringComparison.Ordinal);
        Assert.Contains("_content/MlNetCnn.Components/", styles, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("There is no page at this address.", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    // The user's own templates stay as they are.
    private async Task NewAsync(string template, string name)
    {
        if (!Directory.Exists(feed.In("templates")))
            await feed.RunAsync("", "new", "install", feed.Package("MlNetCnn.Templates"), "--debug:custom-hive", feed.In("templates"));
        await feed.RunAsync("", "new", template, "-o", name, "--no-update-check", "--debug:custom-hive", feed.In("templates"));
    }

    private void WriteModel(string app) =>
        File.WriteAllBytes(feed.In(app, "model.onnx"), RandomModels.Create(Architectures.LeNet(), new(1, 28, 28), classes: 2).ToOnnx());
}
