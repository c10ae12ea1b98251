namespace MlNetCnn.Cli.Tests.Commands;

public sealed class SummaryCommandTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Json_LeNet_HasTheBooksShapesAndCounts()
    {
        var json = CommandRun.Of("summary", "lenet", "--json").Json();

        Assert.Equal("[1,28,28]", json["input"]!.ToJsonString());
        Assert.Equal(10, (int)json["classes"]!);
        Assert.Equal((61706, 416520), ((long)json["parameters"]!, (long)json["macs"]!));
        Assert.Equal("""{"path":"conv1","kind":"conv2d","output":[6,28,28],"parameters":156,"macs":117600}""", json["layers"]![0]!.ToJsonString());
        Assert.Equal("""{"path":"fc3","output":[10]}""", json["blocks"]!.AsArray()[^1]!.ToJsonString());
    }

    [Fact]
    public void Json_ResNet_ListsStepsWhoseCountsSumUpAndSixBlocks()
    {
        var json = CommandRun.Of("summary", "resnet18", "--json").Json();

        var layers = json["layers"]!.AsArray();
        Assert.Equal(11_178_378, (long)json["parameters"]!);
        Assert.Equal(11_178_378, layers.Sum(l => (long)l!["parameters"]!));
        Assert.Equal(318_657_536, layers.Sum(l => (long)l!["macs"]!));
        Assert.Equal(
            ["[64,24,24]", "[64,24,24]", "[128,12,12]", "[256,6,6]", "[512,3,3]", "[10]"],
            json["blocks"]!.AsArray().Select(b => b!["output"]!.ToJsonString()));
    }

    [Fact]
    public void Json_InputAndClasses_AreUsed()
    {
        var json = CommandRun.Of("summary", "vgg11/4", "--input", "3x64x64", "--classes", "7", "--json").Json();

        Assert.Equal("[3,64,64]", json["input"]!.ToJsonString());
        Assert.Equal("[7]", json["layers"]!.AsArray()[^1]!["output"]!.ToJsonString());
    }

    [Fact]
    public void Table_LeNet_ShowsTotalsWithSeparators()
    {
        var run = CommandRun.Of("summary", "lenet");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"total\s+61,706\s+416,520", run.Output);
        Assert.Matches(@"conv2\s+conv2d\s+16×10×10\s+2,416\s+240,000", run.Output);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public void List_Json_HasEveryNetworkOfTheCatalog()
    {
        var json = CommandRun.Of("summary", "--list", "--json").Json();

        Assert.Equal(Architectures.All.Select(e => e.Name), json.AsArray().Select(e => (string?)e!["name"]));
        Assert.Equal("[1,28,28]", json[0]!["defaultInput"]!.ToJsonString());
    }

    [Fact]
    public void List_ForPeople_NamesEveryNetworkAndPaper()
    {
        var run = CommandRun.Of("summary", "--list");

        Assert.All(Architectures.All, e => Assert.Contains(e.Name, run.Output));
        Assert.Contains("LeCun", run.Output);
    }

    [Fact]
    public void OwnNetwork_JsonFile_IsPlanned()
    {
        var path = workplace.In("own.json");
        File.WriteAllText(path, new Architecture("own", [new Flatten(), new Linear(null)]).ToJson());

        var json = CommandRun.Of("summary", path, "--input", "1x4x4", "--classes", "3", "--json").Json();

        Assert.Equal(("own", 51), ((string?)json["architecture"], (int)json["parameters"]!));
        Assert.Contains("--input 1x28x28", CommandRun.Of("summary", path).Sentence());
    }

    [Fact]
    public void OwnNetwork_BrokenFile_FailsInOneSentence()
    {
        var path = workplace.In("broken.json");
        File.WriteAllText(path, "{ \"format\": 1, ");

        Assert.Contains("broken.json' does not describe a network", CommandRun.Of("summary", path).Sentence());
    }

    [Theory]
    [InlineData("There is no architecture 'nonet'", "nonet")]
    [InlineData("Conv2d 'conv2' has a window of 5×5", "lenet", "--input", "1x8x8")]
    [InlineData("'1y28' is not a shape", "lenet", "--input", "1y28")]
    [InlineData("needs at least 2 classes", "lenet", "--classes", "1")]
    public void Network_Unusable_FailsInOneSentence(string complaint, params string[] args) =>
        Assert.Contains(complaint, CommandRun.Of(["summary", .. args]).Sentence());
}
