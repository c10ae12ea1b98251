using System.Collections.Immutable;
using System.CommandLine;
using MlNetCnn.Cli;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments.Tests;

public sealed class SweepCommandTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Line_OfASweep_IsReadByBashAndTheCommandLineAsTheSameRuns()
    {
        var data = workplace.In("it's a \"folder\" of $HOME");
        Directory.CreateDirectory(data);
        var sweep = new Sweep
        {
            Architectures = [Architectures.Find("vgg11/4"), Workplace.Network with { Name = "my net" }, Workplace.Network with { Name = "my-net" }],
            Data = data,
            Images = ImageSettings.Format(new() { Size = (32, 48), Channels = 3, Resize = ResizeMode.Crop, TestFraction = 0.25 }),
            Settings = new Dictionary<string, ImmutableArray<string>>
            {
                ["learning-rate"] = ["0.1", "1e-3"],
                ["flip"] = ["true", "false"],
                ["halve-batch"] = ["true"],
                ["optimizer"] = ["sgd", "adamw"],
                ["schedule"] = ["cosine:warm-up=0.05"],
                ["class-weights"] = ["it's=2,b=0.5"],
                ["freeze"] = ["none"],
            }.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Seeds = 3,
            Group = "a group",
        };

        var words = BashWords.Of(SweepCommand.Of(sweep), workplace.Folder);

        Assert.Equal(Texts(sweep), Texts(Parse(words, workplace.Folder)));
    }

    [Fact]
    public void Line_OfWhatIsBundled_IsAsPeopleTypeIt() => Assert.Equal(
        "mlnetcnn compare lenet resnet18 --data bundled --learning-rate 0.1,0.01 --seeds 3",
        SweepCommand.Of(new Sweep
        {
            Architectures = [Architectures.LeNet(), Architectures.ResNet()],
            Data = "bundled",
            Settings = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("learning-rate", ["0.1", "0.01"]),
            Seeds = 3,
        }));

    private static IEnumerable<string> Texts(Sweep sweep) => sweep.Requests().Select(r => r.ToJson());

    private static Sweep Parse(ImmutableArray<string> words, string folder)
    {
        using var interruption = new Interruption();
        Assert.Empty(CompareCommand.Create(interruption).Parse([.. words[1..]]).Errors);
        var networks = new Argument<string[]>("ARCHITECTURE") { Arity = ArgumentArity.OneOrMore };
        var (data, settings, seeds, group) = (new DataOptions(), new SweepOptions(), new Option<int>("--seeds"), new Option<string>("--group"));
        var command = new Command(words[0]) { networks, seeds, group };
        foreach (var option in data.OfRuns.Concat(Enum.GetValues<TrainingSettingGroup>().SelectMany(settings.Of)))
            command.Options.Add(option);
        var result = command.Parse([.. words[1..]]);
        Assert.Empty(result.Errors);
        var images = data.Read(result);
        return new Sweep
        {
            Architectures = [.. result.GetRequiredValue(networks).Select(word => BashWords.Network(word, folder))],
            Data = images.NameForRuns,
            Images = images.ImagesForRuns,
            Settings = settings.Given(result.CommandResult),
            Seeds = result.GetValue(seeds),
            Group = result.GetValue(group),
        };
    }
}
