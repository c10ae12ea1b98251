using System.Collections.Immutable;
using System.CommandLine;
using MlNetCnn.Cli;

namespace MlNetCnn.Experiments.Tests;

public sealed class TrainingCommandTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Line_OfARequest_IsReadByBashAndTheCommandLineAsTheSameRequest()
    {
        var data = workplace.In("it's a \"folder\" of $HOME");
        Directory.CreateDirectory(data);
        var request = new RunRequest
        {
            Architecture = Architectures.Find("vgg11/4"),
            Data = data,
            Images = ImageSettings.Format(new() { Size = (32, 48), Channels = 3, Resize = ResizeMode.Crop, FastDecode = true, LabelColumn = "last", BadImages = BadImageAction.Fail, MaxBadImages = 7, TestFraction = 0.25 }),
        }.With(new Dictionary<string, string>
        {
            ["epochs"] = "3",
            ["validation-fraction"] = "0.1",
            ["seed"] = "-3",
            ["flip"] = "true",
            ["decay-bias-and-norm"] = "false",
            ["freeze"] = "stage1,stage2",
            ["schedule"] = "cosine:warm-up=0.05",
            ["class-weights"] = "it's=2,b=0.5",
            ["learning-rate"] = "1e-3",
        });

        Assert.Equal(request.ToJson(), Parse(BashWords.Of(TrainingCommand.Of(request), workplace.Folder), workplace.Folder).ToJson());
    }

    [Fact]
    public void Line_OfAnOwnNetwork_WritesItsDescriptionAndTrainsThat()
    {
        var folder = Directory.CreateDirectory(workplace.In("own")).FullName;
        var request = workplace.Request(("epochs", "1")) with { Architecture = Workplace.Network with { Name = "my/net 1.0" } };

        var words = BashWords.Of(TrainingCommand.Of(request), folder);

        Assert.Equal("train ./my-net-1-0.json", string.Join(' ', words[..2]));
        Assert.Equal(request.With([new("validation-fraction", "0")]).ToJson(), Parse(words, folder).ToJson());
    }

    [Fact]
    public void Line_OfWhatIsBundled_IsAsPeopleTypeIt() => Assert.Equal(
        "mlnetcnn train lenet --data bundled --epochs 1",
        TrainingCommand.Of(new RunRequest { Architecture = Architectures.LeNet(), Data = "bundled" }.With([new("epochs", "1")])));

    [Fact]
    public void Line_WithFoldsAndImagesOfNoClass_NamesThem() => Assert.Equal(
        "mlnetcnn train lenet --data bundled --folds 5 --strangers mnist --unknown on",
        TrainingCommand.Of(new RunRequest { Architecture = Architectures.LeNet(), Data = "bundled", Folds = 5, Strangers = "mnist" }.With([new("unknown", "on")])));

    private static RunRequest Parse(ImmutableArray<string> words, string folder)
    {
        using var interruption = new Interruption();
        Assert.Empty(TrainCommand.Create(interruption).Parse([.. words[1..]]).Errors);
        var (network, data, settings) = (new Argument<string>("ARCHITECTURE"), new DataOptions(), new SettingOptions());
        var command = new Command("train") { network };
        foreach (var option in data.All.Concat(Enum.GetValues<MlNetCnn.Training.TrainingSettingGroup>().SelectMany(settings.Of)))
            command.Options.Add(option);
        var result = command.Parse([.. words[1..]]);
        Assert.Empty(result.Errors);
        var images = data.Read(result);
        return new RunRequest
        {
            Architecture = BashWords.Network(result.GetRequiredValue(network), folder),
            Data = images.NameForRuns,
            Images = images.ImagesForRuns,
        }.With(settings.Given(result.CommandResult));
    }
}
