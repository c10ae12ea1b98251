using System.CommandLine;
using MlNetCnn.Tests;

namespace MlNetCnn.Cli.Tests;

public sealed class DataGetCommandTests : IDisposable
{
    private readonly DownloadPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Get_FirstAndSecondTime_SaysWhereItIs()
    {
        var first = Run();
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains($"Downloading two (51.8 KiB) from 127.0.0.1 into {Path.GetDirectoryName(_place.Folder)}", first.Output);
        Assert.Contains($"two is here now: {_place.Folder}", first.Output);
        _place.AssertComplete();

        Assert.Equal($"two is here already: {_place.Folder}", Run().Output.Trim());
    }

    [Fact]
    public void Get_BrokenConnection_IsTold()
    {
        _place.Server.Cut = number => number == 1 ? 2000 : null;

        Assert.Contains("first.bin: the server broke the connection; next try in 1 s", Run().Output);
    }

    [Fact]
    public void Json_Get_HasOneDocumentAndProgressBesideIt()
    {
        var run = Run("--json");

        Assert.Contains("Downloading two", run.Error);
        Assert.Contains("\"downloaded\":true", run.Output);
        Assert.True((run with { Error = "" }).Json()["path"] is not null);
    }

    [Fact]
    public void Get_Interrupted_SaysThatItGoesOn()
    {
        using var interruption = new Interruption();
        interruption.Request();

        var run = Run(interruption);

        Assert.Equal((Failure.GivenUp, "mlnetcnn: Stopped. The same command resumes the download."), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void Get_MirrorWithoutTheFile_SaysWhatToDoByHand()
    {
        var sentence = CommandRun.Of("data", "get", "mnist", "--mirror", $"{_place.Server.Address}", "--cache", _place.Root) is { ExitCode: 1 } run ? run.Error : "";

        Assert.Contains("answers 404", sentence);
        Assert.Contains($"put into '{Path.Combine(_place.Root, "datasets", "mnist")}'", sentence);
        Assert.Contains("t10k-labels-idx1-ubyte.gz (4,542 bytes)", sentence);
        Assert.Equal("GET /mnist/train-images-idx3-ubyte.gz HTTP/1.1", _place.Server.Requests.Single().Split("\r\n")[0]);
    }

    [Fact]
    public void Get_UnknownName_NamesThoseThereAre() => Assert.Contains("fashion-mnist", CommandRun.Of("data", "get", "nope", "--cache", _place.Root).Sentence());

    [Fact]
    public void Mirror_NoAddress_IsRefused() => Assert.Contains("--mirror is 'here'", CommandRun.Of("data", "get", "mnist", "--mirror", "here", "--cache", _place.Root).Sentence());

    private CommandRun Run(params string[] args)
    {
        using var interruption = new Interruption();
        return Run(interruption, args);
    }

    private CommandRun Run(Interruption interruption, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var json = Options.Json();
        var command = new RootCommand { json };
        command.SetAction(result => DataGetCommand.Run(_place.Store(), DownloadPlace.Name, Terminal.Of(result, json), interruption));
        var exitCode = command.Parse(args).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
