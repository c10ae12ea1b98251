using Microsoft.ML;

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
        Assert.Equal("MIT", (string?)json["pretrained"]!["license"]);
        Assert.Equal(1, (double)json["train"]!["accuracy"]!);
        var model = CnnModel.Load(In("out", "model.onnx"));
        Assert.Equal(new TensorShape(3, 64, 64), model.Plan.Input);
        Assert.Equal(PretrainedNetworks.All[0].Preprocessing.Mean.AsEnumerable(), model.Preprocessing.Mean);
        // The photos are of 28×28 pixels, which ML.NET alone enlarges otherwise.
        new MLContext().Model.Load(In("out", "model.zip"), out var schema);
        Assert.Equal("Features", schema[0].Name);
        Assert.Contains("Both read", File.ReadAllText(In("out", "MODEL.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OnImageFiles_WritesAZipFromAFileToItsClass()
    {
        var run = CommandRun.Of("train", "lenet-relu", "--data", Photos(), "--size", "28", "--epochs", "30", "--optimizer", "adam", "--learning-rate", "0.003", "--out", In("out"), "--sample", "--no-run");

        Assert.Equal(0, run.ExitCode);
        var ml = new MLContext();
        using var engine = ml.Model.CreatePredictionEngine<ImageRow, Named>(ml.Model.Load(In("out", "model.zip"), out _));
        Assert.Equal("red", engine.Predict(new ImageRow { ImagePath = In("photos", "red", "03.png") }).PredictedLabel);
        Assert.Equal("blue", engine.Predict(new ImageRow { ImagePath = In("photos", "blue", "07.png") }).PredictedLabel);
        Assert.Contains("model.zip takes the path of an image file", File.ReadAllText(In("out", "MODEL.md")), StringComparison.Ordinal);
        Assert.Contains($"dotnet run --project {In("out", "sample")} -- photo.jpg", run.Output, StringComparison.Ordinal);
        Assert.Equal(["Program.cs", "sample.csproj"], Directory.GetFiles(In("out", "sample")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
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

        Assert.Contains("--epochs, --freeze have no effect. To train in epochs: --transfer fine-tune.", run.Error, StringComparison.Ordinal);
        var settings = System.Text.Json.Nodes.JsonNode.Parse(run.Output)!["settings"]!.AsObject();
        Assert.False(settings.ContainsKey("epochs"));
        Assert.True(settings.ContainsKey("transfer"));
    }

    [Fact]
    public void Train_PretrainedNoneInCapitals_IsNone() => Assert.Contains(
        "Name a network", CommandRun.Of("train", "--pretrained", "NONE", "--no-run").Error, StringComparison.Ordinal);

    private string In(params string[] parts) => Path.Combine([_folder, .. parts]);

    private sealed class ImageRow
    {
        public string ImagePath { get; set; } = "";
    }

    private sealed class Named
    {
        public string PredictedLabel { get; set; } = "";
    }

    private string Photos() => Pictures.WriteFolder(In("photos"));
}
