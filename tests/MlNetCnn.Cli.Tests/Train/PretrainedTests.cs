namespace MlNetCnn.Cli.Tests;

public sealed class PretrainedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Train_FromPretrainedWeightsWithoutANetwork_TakesTheirs()
    {
        var run = CommandRun.Of("train", "--pretrained", "resnet18-imagenet", "--transfer", "head", "--data", Photos(), "--size", "64", "--out", In("out"), "--no-run", "--json");

        Assert.Equal(0, run.ExitCode);
        var json = System.Text.Json.Nodes.JsonNode.Parse(run.Output)!;
        Assert.Equal("resnet18-imagenet", (string?)json["architecture"]);
        Assert.Equal("MIT", (string?)json["pretrained"]!["licence"]);
        Assert.Equal(1, (double)json["train"]!["accuracy"]!);
        var model = CnnModel.Load(In("out", "model.onnx"));
        Assert.Equal(new TensorShape(3, 64, 64), model.Plan.Input);
        Assert.Equal(PretrainedNetworks.All[0].Preprocessing.Mean.AsEnumerable(), model.Preprocessing.Mean);
    }

    [Fact]
    public void Train_AFileOfWeightsWithoutANetwork_AsksForIt()
    {
        var file = In("weights.safetensors");
        new Weights([KeyValuePair.Create("fc.weight", new WeightTensor(new TensorShape([2, 2]), new float[4]))]).SaveSafeTensors(file);

        Assert.Contains("name the network", CommandRun.Of("train", "--pretrained", file, "--data", Photos(), "--no-run").Sentence(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--pretrained", "resnet18-imagenett")]
    [InlineData("--pretrained", "resnet18-imagenet", "--weights", "some.pth")]
    public void Train_WrongPretrained_IsRefused(params string[] options)
    {
        var run = CommandRun.Of(["train", .. options, "--data", Photos(), "--no-run"]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("resnet18-imagenet", run.Error + string.Join(' ', options), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_SettingsOfEpochsForAHeadThatIsSolvedFor_SaysThatTheyPlayNoPart()
    {
        var run = CommandRun.Of("train", "--pretrained", "resnet18-imagenet", "--data", Photos(), "--size", "32", "--out", In("out"), "--no-run", "--json", "--epochs", "50", "--freeze", "conv1");

        Assert.Contains("--epochs, --freeze play no part. To train in epochs: --transfer fine-tune.", run.Error, StringComparison.Ordinal);
        var settings = System.Text.Json.Nodes.JsonNode.Parse(run.Output)!["settings"]!.AsObject();
        Assert.False(settings.ContainsKey("epochs"));
        Assert.True(settings.ContainsKey("transfer"));
    }

    [Fact]
    public void Train_PretrainedNoneInCapitals_IsNone() => Assert.Contains(
        "Name a network", CommandRun.Of("train", "--pretrained", "NONE", "--no-run").Error, StringComparison.Ordinal);

    private string In(params string[] parts) => Path.Combine([_folder, .. parts]);

    private string Photos() => Pictures.WriteFolder(In("photos"));
}
