namespace MlNetCnn.Cli.Tests;

public sealed class SummaryCommandTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Json_LeNet_HasTheBooksShapesAndCounts()
    {
        var json = CommandRun.Of("summary", "lenet", "--json").Json();

        Assert.Equal("[1,28,28]", json["input"]!.ToJsonString());
        Assert.Equal(10, (int)json["classes"]!);
        Assert.Equal((61706, 416520), ((long)json["parameters"]!, (long)json["macs"]!));
        Assert.Equal(
            """{"path":"conv1","kind":"conv2d","output":[6,28,28],"parameters":156,"macs":117600,"notTrainable":0,"weightBytes":624,"outputBytes":18816,"savedBytes":0}""",
            json["layers"]![0]!.ToJsonString());
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
        Assert.Matches(@"total\s+61,706\s+416,520\s+241 KiB", run.Output);
        Assert.Matches(@"conv2\s+conv2d\s+16×10×10\s+2,416\s+240,000\s+9\.44 KiB\s+6\.25 KiB", run.Output);
        Assert.Matches(@"parameters\s+61,706, all trainable", run.Output);
        Assert.DoesNotMatch(@" \r?\n", run.Output);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Theory]
    [InlineData("sgd", 0)]
    [InlineData("momentum", 1)]
    [InlineData("adam", 2)]
    public void Json_Costs_AreThePlans(string optimizer, int slots)
    {
        var json = CommandRun.Of("summary", "lenet", "--batch-size", "32", "--optimizer", optimizer, "--json").Json()["costs"]!;

        var plan = Architectures.LeNet().Plan(new TensorShape(1, 28, 28), 10);
        Assert.Equal(246_824, (long)json["weightBytes"]!);
        Assert.Equal(plan.Costs().InferenceActivationBytes, (long)json["inferenceActivationBytes"]!);
        Assert.Equal((32, optimizer), ((int)json["training"]!["batchSize"]!, (string?)json["training"]!["optimizer"]));
        Assert.Equal(slots * 246_824, (long)json["training"]!["optimizerBytes"]!);
        Assert.Equal(plan.Costs(32, slots).TrainingBytes, (long)json["training"]!["bytes"]!);
    }

    [Fact]
    public void Json_RunningStatistics_AreCountedApart()
    {
        var json = CommandRun.Of("summary", "torchvision-resnet18", "--json").Json();

        Assert.Equal((11_689_512, 9_600), ((long)json["parameters"]!, (long)json["notTrainable"]!));
        Assert.Equal("[1000]", json["layers"]!.AsArray()[^1]!["output"]!.ToJsonString());
        Assert.Equal((11_689_512 + 9_600) * 4, (long)json["costs"]!["weightBytes"]!);
        Assert.Equal((long)json["costs"]!["weightBytes"]!, json["layers"]!.AsArray().Sum(l => (long)l!["weightBytes"]!));
    }

    [Fact]
    public void Depth_One_ShowsTheOutermostBlocksWithTheirSums()
    {
        var run = CommandRun.Of("summary", "resnet18", "--depth", "1");

        Assert.Matches(@"stage1\s+block\s+64×24×24\s+148,224\s+84,934,656\s+581 KiB", run.Output);
        Assert.DoesNotContain("stage1.", run.Output);
        Assert.Matches(@"total\s+11,178,378\s+318,657,536\s+42\.7 MiB", run.Output);
    }

    [Fact]
    public void Depth_Two_OpensBlocksButNoResiduals()
    {
        var run = CommandRun.Of("summary", "resnet18", "--depth", "2", "--markdown");

        Assert.Matches(@"\| stage1\.0 +\| residual +\| 64×24×24 +\| +74,112 \| +42,467,328 \|", run.Output);
        Assert.Contains("| stem.conv ", run.Output);
        Assert.DoesNotContain("stage1.0.", run.Output);
    }

    [Fact]
    public void List_Markdown_HasTheFiguresOfEveryNetwork()
    {
        var run = CommandRun.Of("summary", "--list", "--markdown");

        var lines = run.Output.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(2 + Architectures.All.Length, lines.Length);
        Assert.Single(lines.Select(l => l.Length).Distinct());
        Assert.Contains(lines, l => l.StartsWith("| `alexnet[/N]` ", StringComparison.Ordinal) && l.Contains(" 46,764,746 |          938,146,176 |  187,058,984 |"));
    }

    [Fact]
    public void List_Json_HasEveryNetworkOfTheCatalog()
    {
        var json = CommandRun.Of("summary", "--list", "--json").Json();

        Assert.Equal(Architectures.All.Select(e => e.Name), json.AsArray().Select(e => (string?)e!["name"]));
        Assert.Equal("[1,28,28]", json[0]!["defaultInput"]!.ToJsonString());
        var network = json.AsArray().Single(e => (string?)e!["name"] == "resnet50")!;
        Assert.Equal((1000, "torchvision"), ((int)network["defaultClasses"]!, (string?)network["group"]));
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

        Assert.Contains("broken.json': ", CommandRun.Of("summary", path).Sentence());
    }

    [Theory]
    [InlineData("There is neither an architecture nor a file called 'nonet'", "nonet")]
    [InlineData("Conv2d 'conv2' has a window of 5×5", "lenet", "--input", "1x8x8")]
    [InlineData("'1y28' is not a shape", "lenet", "--input", "1y28")]
    [InlineData("needs at least 2 classes", "lenet", "--classes", "1")]
    [InlineData("--depth is 0, but must be at least 1.", "lenet", "--depth", "0")]
    [InlineData("--batch-size is 0, but must be at least 1.", "lenet", "--batch-size", "0")]
    public void Network_Unusable_FailsInOneSentence(string complaint, params string[] args) =>
        Assert.Contains(complaint, CommandRun.Of(["summary", .. args]).Sentence());
}
