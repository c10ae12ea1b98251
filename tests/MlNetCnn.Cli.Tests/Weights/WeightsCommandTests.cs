using System.CommandLine;
using MlNetCnn.Tests;

namespace MlNetCnn.Cli.Tests;

public sealed class WeightsCommandTests : IDisposable
{
    private readonly WeightsPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Get_FirstAndSecondTime_SaysWhereItIs()
    {
        var first = Get();

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains($"Downloading weights tiny from 127.0.0.1 into {Path.GetDirectoryName(_place.Folder)}", first.Output);
        Assert.Contains($"tiny is here now: {_place.FilePath}", first.Output);
        Assert.Equal($"tiny is here already: {_place.FilePath}", Get().Output.Trim());
    }

    [Fact]
    public void Json_Get_HasOneDocument()
    {
        var run = Get("--json");

        Assert.Contains("Downloading weights tiny", run.Error);
        var document = (run with { Error = "" }).Json();
        Assert.Equal((_place.FilePath, true), ((string?)document["path"], (bool)document["downloaded"]!));
    }

    [Fact]
    public void Get_Interrupted_SaysThatItGoesOn()
    {
        using var interruption = new Interruption();
        interruption.Request();

        var run = Run(terminal => WeightsGetCommand.Run(_place.Store(), WeightsPlace.Name, terminal, interruption));

        Assert.Equal((Failure.GivenUp, "mlnetcnn: Stopped. The same command resumes the download."), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void List_BeforeAndAfterDownload_SaysWhatIsHere()
    {
        Assert.Contains("to download", List().Output);
        Get();

        var row = List().Output.Split('\n').Single(line => line.Contains("tiny", StringComparison.Ordinal));

        Assert.Contains("KiB", row);
    }

    [Fact]
    public void Remove_ADownload_SaysWhatIsFreed()
    {
        Get();

        Assert.StartsWith("Removed tiny, 48.", Remove().Output);
        Assert.Equal("tiny is not downloaded.", Remove().Output.Trim());
    }

    [Fact]
    public void List_TheCatalog_HasNetworksParametersAndLicenses()
    {
        var list = CommandRun.Of("weights", "list", "--cache", _place.Root, "--json").Json().AsArray();

        var resnet = list.Single(entry => (string?)entry!["name"] == "torchvision-resnet18")!;
        Assert.Equal(("torchvision-resnet18", 11_689_512, false), ((string?)resnet["network"], (long)resnet["parameters"]!, (bool)resnet["isHere"]!));
        Assert.Contains("BSD-3-Clause", (string?)resnet["license"]);
        var along = list[0]!;
        Assert.Equal(("resnet18-imagenet", true, 0), ((string?)along["name"], (bool)along["isHere"]!, (long)along["bytes"]!));
        Assert.Contains("comes along", CommandRun.Of("weights", "list", "--cache", _place.Root).Output);
    }

    [Fact]
    public void Get_MirrorWithoutTheFile_SaysWhatToDoByHand()
    {
        var sentence = CommandRun.Of("weights", "get", "resnet50", "--mirror", $"{_place.Server.Address}", "--cache", _place.Root) is { ExitCode: 1 } run ? run.Error : "";

        Assert.Contains("answers 404", sentence);
        Assert.Contains($"put into '{Path.Combine(_place.Root, "weights", "resnet50")}': {_place.Server.Address}weights/resnet50-0676ba61.pth.", sentence);
        Assert.Equal("GET /weights/resnet50-0676ba61.pth HTTP/1.1", _place.Server.Requests.Single().Split("\r\n")[0]);
    }

    [Fact]
    public void Get_WeightsThatComeAlong_NeedsNoDownload() => Assert.Equal(
        "resnet18-imagenet is bundled: there is nothing to download.", CommandRun.Of("weights", "get", "resnet18-imagenet").Output.Trim());

    [Theory]
    [InlineData("get", "resnet51", "did you mean 'resnet50'")]
    [InlineData("remove", "densenet", "did you mean 'densenet121'?")]
    public void Name_Unknown_NamesThoseLikeIt(string verb, string name, string hint) =>
        Assert.Contains(hint, CommandRun.Of("weights", verb, name, "--cache", _place.Root) is { ExitCode: CommandLine.WrongUsage } run ? run.Error : "");

    private CommandRun Get(params string[] args)
    {
        using var interruption = new Interruption();
        return Run(terminal => WeightsGetCommand.Run(_place.Store(), WeightsPlace.Name, terminal, interruption), args);
    }

    private CommandRun List() => Run(terminal => WeightsListCommand.Run(_place.Store(), terminal));

    private CommandRun Remove() => Run(terminal => WeightsRemoveCommand.Run(_place.Store(), WeightsPlace.Name, terminal));

    private static CommandRun Run(Func<Terminal, int> command, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var json = Options.Json();
        var root = new RootCommand { json };
        root.SetAction(result => command(Terminal.Of(result, json)));
        var exitCode = root.Parse(args).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
