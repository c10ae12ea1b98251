using System.Text.Json.Nodes;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli.Tests;

/// <summary>What `train` fills in for images of one's own.</summary>
public sealed class TrainDefaultsTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public async Task Photos_WithoutANetwork_StartFromPretrainedWeightsAndTheRequestHasAllThatWasChosen()
    {
        var run = Train(Pictures.WriteFolder(workplace.In("photos")), "--json");

        Assert.Equal(0, run.ExitCode);
        var json = JsonNode.Parse(run.Output)!;
        Assert.Contains("note: The images are in color: training starts from the pretrained network resnet18-imagenet. To change this: name a network", run.Error);
        Assert.Contains("resized to 160×160, less than the 224×224", run.Error);
        Assert.Contains("note: 20 % of the images of each class are held out for testing. To change this: --test-fraction none", run.Error);
        Assert.Null(json["notTested"]);
        Assert.NotNull(json["test"]);
        var request = (await RequestAsync(json)).Request;
        Assert.Equal("resnet18-imagenet", request.Architecture.Name);
        Assert.Equal(new Dictionary<string, string> { ["size"] = "160", ["test-fraction"] = "0.2" }, request.Images);
        Assert.Equal(new Dictionary<string, string> { ["pretrained"] = "resnet18-imagenet" }, request.Settings);
    }

    [Fact]
    public async Task MixedSizes_FromScratch_AreSplitAndResizedAndTheCommandOfTheRunRepeatsIt()
    {
        var folder = Pictures.WriteFolder(workplace.In("mixed"));
        Pictures.Write(Path.Combine(folder, "red", "wide.png"), 60, 40, 250, 0, 0);

        var run = Train(folder, "--json", "--epochs", "1", "lenet-relu");

        Assert.Contains("note: The images differ in size: they are resized to 32×32. To change this: --size N.", run.Error);
        Assert.Contains("held out for testing. 10 % of the training images are held out for validation. To change this: --test-fraction none, --validation-fraction 0.", run.Error);
        var (id, request) = await RequestAsync(JsonNode.Parse(run.Output)!);
        Assert.Equal(new Dictionary<string, string> { ["size"] = "32", ["test-fraction"] = "0.2" }, request.Images);
        Assert.Equal("0.1", request.Settings["validation-fraction"]);
        Assert.DoesNotContain("Not tested", CommandRun.Of("runs", "show", id).Output);

        var again = CommandRun.Of("evaluate", workplace.In("run", "model.onnx"), "--data", folder, "--cache", workplace.In("cache"));
        Assert.Contains("the test images are those that training held out", again.Error);
        Assert.Matches(@"scored\s+5 images", again.Output);
        Assert.Matches(@"scored\s+5 images", CommandRun.Of("evaluate", workplace.In("run", "model.onnx"), "--data", folder, "--size", "32", "--resize", "pad", "--cache", workplace.In("cache")).Output);
    }

    [Fact]
    public async Task Train_WithoutTestImages_SaysSoFirst()
    {
        var folder = Pictures.WriteFolder(workplace.In("untested"));

        var run = Train(folder, "lenet-relu", "--epochs", "1", "--test-fraction", "none", "--validation-fraction", "0", "--tag", "untested");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var results = run.Output.ReplaceLineEndings("\n").Split("\n\n")[^1];
        Assert.StartsWith("Not tested: the data have no test images. Add --test-fraction 0.2, or a folder named test", results);
        var kept = Assert.Single(await (await RunStore.OpenAsync()).ListAsync(new RunFilter { Tag = "untested" }));
        Assert.StartsWith("Not tested: ", CommandRun.Of("runs", "show", kept.Id).Output);
        Assert.StartsWith("Not tested: ", (string?)CommandRun.Of("runs", "show", kept.Id, "--json").Json()["notTested"]);
        Assert.Contains("--test-fraction none", TrainingCommand.Of(kept.Request));
    }

    [Theory]
    [InlineData("--weights", "w.safetensors")]
    [InlineData("--pretrained", "none")]
    public void Train_WithoutANetworkThatTheDataCannotDecide_IsWrongUsage(string option, string value)
    {
        var run = Train("bundled", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Name a network", run.Error);
    }

    private static async Task<(string Id, RunRequest Request)> RequestAsync(JsonNode json)
    {
        var run = await (await RunStore.OpenAsync()).GetAsync((string)json["run"]!);
        return (run.Id, run.Request);
    }

    private CommandRun Train(string data, params string[] args) =>
        CommandRun.Of(["train", "--data", data, "--cache", workplace.In("cache"), "--out", workplace.In("run"), .. args]);
}
