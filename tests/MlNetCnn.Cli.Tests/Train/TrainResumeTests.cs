using MlNetCnn.Experiments;

namespace MlNetCnn.Cli.Tests;

/// <summary>`train --resume`.</summary>
public sealed class TrainResumeTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public async Task Resume_RunWithACheckpoint_ContinuesItToTheSameEnd()
    {
        string[] data = ["lenet", "--data", workplace.WriteShapes(), "--seed", "3", "--validation-fraction", "0"];
        string[] own = ["--store", workplace.In("resumed.db")];
        var whole = CommandRun.Of(["train", .. data, "--test-fraction", "none", "--epochs", "3", "--out", workplace.In("whole"), "--no-run", "--quiet", "--json"]).Json();
        var part = CommandRun.Of(["train", .. data, "--test-fraction", "none", "--epochs", "2", "--out", workplace.In("part"), "--quiet", "--json", .. own]).Json();
        var id = CommandRun.Of(["runs", "add", .. data, "--epochs", "3", .. own]).Output.Trim();
        var store = await RunStore.OpenAsync(StoreLocation.Parse(own[1]));
        Directory.CreateDirectory(store.FolderOf(id).Path);
        foreach (var file in (string[])["checkpoint", "metrics.csv"])
            File.Copy(Path.Combine(store.FolderOf((string)part["run"]!).Path, file), Path.Combine(store.FolderOf(id).Path, file));

        var json = CommandRun.Of(["train", "--resume", id, "--out", workplace.In("resumed"), "--quiet", "--json", .. own]).Json();

        Assert.Equal([$"resuming run {id} after epoch 2."], json["notes"]!.AsArray().Select(n => (string)n!));
        Assert.Equal(id, (string)json["run"]!);
        Assert.Equal(whole["test"]!.ToJsonString(), json["test"]!.ToJsonString());
        var run = await store.GetAsync(id);
        Assert.Equal((RunState.Succeeded, 3, 1), (run.State, run.Epoch, run.Attempts));
        Assert.Equal([1, 2, 3], store.Epochs(id).Select(e => e.Epoch));
        Assert.Contains("cannot be resumed: its state is succeeded", CommandRun.Of(["train", "--resume", id, .. own]).Sentence());
    }

    [Theory]
    [InlineData("--resume takes everything from the run: leave out --epochs.", "--epochs", "2")]
    [InlineData("--resume takes everything from the run: leave out --no-run.", "--no-run")]
    [InlineData("--resume takes everything from the run: leave out --config.", "--config", "c.json")]
    [InlineData("--resume takes the network from the run: leave out ARCHITECTURE.", "lenet")]
    public void Resume_WithASwitchOfTheRun_IsWrongUsage(string complaint, params string[] args)
    {
        var run = CommandRun.Of(["train", .. args, "--resume", "1"]);

        Assert.Equal((2, $"mlnetcnn: {complaint}"), (run.ExitCode, run.Error.ReplaceLineEndings("\n").Split('\n')[0]));
    }

    [Fact]
    public void Resume_RunThatIsNotThere_FailsInOneSentence() =>
        Assert.Contains("'nothing'", CommandRun.Of("train", "--resume", "nothing", "--store", workplace.In("empty.db")).Sentence());
}
