using System.Diagnostics;
using System.Text.Json.Nodes;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli.Tests;

/// <summary>What `train` keeps in the store.</summary>
public sealed class TrainKeepingTests(Workplace workplace) : IClassFixture<Workplace>
{
    private const string Unwritable = "note: Not all files of the run ";

    [Fact]
    public async Task Train_DataSet_IsARunWithMetricsResultAndFiles()
    {
        var data = workplace.WriteShapes();
        var command = CommandRun.Of(
            "train", "lenet", "--data", data, "--epochs", "2", "--seed", "7", "--name", "mine", "--tag", "a", "--note", "why", "--out", workplace.In("kept"), "--json");
        Assert.True(command.ExitCode == 0, command.Error);
        var json = JsonNode.Parse(command.Output)!;

        var store = await RunStore.OpenAsync();
        var run = await store.GetAsync((string)json["run"]!);

        Assert.Equal((RunState.Succeeded, "mine", "why", 2, 2), (run.State, run.Name, run.Note, run.Epoch, run.Epochs));
        Assert.Equal((data, "2", "7"), (run.Request.Data, run.Request.Settings["epochs"], run.Request.Settings["seed"]));
        Assert.Equal((double)json["test"]!["accuracy"]!, run.Result!.Test!.Accuracy, 6);
        Assert.Contains($"({run.Result.Test.AccuracyInterval})", CommandRun.Of("runs", "list", "--name", "mine").Output);
        Assert.Equal(json["epochs"]!.AsArray().Select(e => (double)e!["trainLoss"]!), store.Epochs(run.Id).Select(e => e.TrainLoss));
        var folder = store.FolderOf(run.Id);
        Assert.Equal(File.ReadAllBytes(workplace.In("kept", "model.onnx")), File.ReadAllBytes(folder.Onnx));
        Assert.All([folder.Zip, folder.Card, folder.Request, folder.Result, folder.Metrics, folder.Predictions, folder.Checkpoint], file => Assert.True(File.Exists(file), file));
        Assert.Empty(Directory.GetDirectories(folder.Path));
    }

    [Fact]
    public async Task Train_FromAModel_KeepsWhichInTheRequest()
    {
        var command = CommandRun.Of(
            "train", "--data", workplace.WriteShapes(), "--epochs", "1", "--continue", workplace.Zip, "--out", workplace.In("further"), "--json");
        Assert.True(command.ExitCode == 0, command.Error);

        var run = await (await RunStore.OpenAsync()).GetAsync((string)JsonNode.Parse(command.Output)!["run"]!);

        Assert.Equal(workplace.Zip, run.Request.ContinueFrom);
        Assert.Equal(workplace.Zip, RunRequest.FromJson(run.Request.ToJson()).ContinueFrom);
    }

    [Fact]
    public async Task Train_WithStrangers_ChoosesTheThresholdByThemAndKeepsThemInTheRequest()
    {
        var (data, strangers) = (workplace.WriteShapes(), workplace.WriteShapes());
        string[] train = ["train", "lenet", "--data", data, "--epochs", "1", "--validation-fraction", "0.2"];

        var command = CommandRun.Of([.. train, "--strangers", strangers, "--out", workplace.In("strangers"), "--json"]);

        Assert.True(command.ExitCode == 0, command.Error);
        Assert.NotNull(CnnModel.Load(workplace.In("strangers", "model.onnx")).KnownFrom);
        var run = await (await RunStore.OpenAsync()).GetAsync((string)JsonNode.Parse(command.Output)!["run"]!);
        Assert.Equal((strangers, "on"), (run.Request.Strangers, run.Request.Settings["unknown"]));
        Assert.Contains(strangers, CommandRun.Of("runs", "show", run.Id).Output);
        Assert.Contains("IsKnown will often be wrong", CommandRun.Of([.. train, "--strangers", data, "--out", workplace.In("own"), "--no-run"]).Error);
        Pictures.Write(workplace.In("loose", "a.png"), 40, 20, 9, 9, 9);
        Assert.Equal(0, CommandRun.Of([.. train, "--strangers", workplace.In("loose"), "--out", workplace.In("own"), "--no-run"]).ExitCode);
        Assert.Contains("--strangers nowhere: There is no file, folder or data set 'nowhere'", CommandRun.Of([.. train, "--strangers", "nowhere"]).Sentence());
        Assert.Contains("give --unknown noise", CommandRun.Of([.. train, "--strangers", "noise"]).Error);
        Assert.Contains("leave out --unknown recall=0.9", CommandRun.Of([.. train, "--strangers", strangers, "--unknown", "recall=0.9"]).Error);
        Assert.Contains(
            "--strangers is given, but must be left out without validation data: set --validation-fraction too.",
            CommandRun.Of("train", "lenet", "--data", data, "--strangers", strangers, "--validation-fraction", "0", "--out", workplace.In("unvalidated")).Error);
    }

    [Fact]
    public void Train_StoreThatCannotBeOpened_TrainsAndSaysSo()
    {
        var file = workplace.In("no.db");
        File.WriteAllText(file, "This is a text and no database, and it is long enough to tell.");

        var command = CommandRun.Of("train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "1", "--out", workplace.In("unkept"), "--store", file, "--json");

        Assert.Equal(0, command.ExitCode);
        Assert.Contains($"note: This training is not kept as a run: The store {file} cannot be used: ", command.Error);
        Assert.Null(JsonNode.Parse(command.Output)!["run"]);
    }

    [Fact]
    public async Task Train_NoRun_KeepsNothing()
    {
        var store = await RunStore.OpenAsync();
        var before = (await store.ListAsync(new RunFilter { Take = 1000 })).Count;

        var command = CommandRun.Of("train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "1", "--out", workplace.In("none"), "--no-run", "--json");

        Assert.True(command.ExitCode == 0, command.Error);
        Assert.Equal(before, (await store.ListAsync(new RunFilter { Take = 1000 })).Count);
        Assert.Equal(2, CommandRun.Of("train", "lenet", "--no-run", "--tag", "a").ExitCode);
    }

    [Fact]
    public async Task Train_ThatDiverges_IsAFailedRunWithTheSentence()
    {
        var command = CommandRun.Of(
            "train", "lenet-relu", "--data", workplace.WriteShapes(), "--epochs", "3", "--optimizer", "sgd", "--learning-rate", "1e30", "--tag", "diverged", "--out", workplace.In("diverged"));

        Assert.Equal(1, command.ExitCode);
        var run = Assert.Single(await (await RunStore.OpenAsync()).ListAsync(new RunFilter { Tag = "diverged" }));
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("became", run.Sentence);
    }

    [SkippableFact]
    public async Task Train_CancelledFromElsewhereOrStopped_IsACancelledRun()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signal to send to one process.");
        var store = await RunStore.OpenAsync();
        var (cancelled, _) = await StartAsync(store, "cancelled", run => new RunQueue(store).CancelAsync(run.Id));
        var (stopped, process) = await StartAsync(store, "stopped", _ => Task.CompletedTask, interrupt: true);

        Assert.Equal((RunState.Cancelled, null), (cancelled.State, cancelled.Result));
        Assert.Equal((RunState.Cancelled, 0), (stopped.State, process.ExitCode));
        Assert.StartsWith("Stopped in epoch", stopped.Sentence);
        Assert.Contains($"'mlnetcnn train --resume {stopped.Id}' continues it.", process.Error);
        Assert.NotNull(stopped.Result);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Train_WhoseRunFolderIsRemovedMeanwhile_SaysSoOnceAndWritesTheModel(bool comesBack)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signal to send to one process.");
        var (artifacts, store) = (workplace.In($"artifacts {comesBack}"), workplace.In($"{comesBack}.db"));
        using var process = CommandProcess.Start(
            "train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "1000000", "--out", workplace.In("bookkeeping"), "--store", store, "--artifacts", artifacts);
        await UntilAsync(process.StandardOutput, "epoch");
        var attempt = Directory.GetDirectories(artifacts, "attempt-1", SearchOption.AllDirectories).Single();
        Directory.Move(artifacts, workplace.In($"gone {comesBack}")); // at once, whatever is being written there
        File.WriteAllText(artifacts, "a file now");
        // Not by the epochs that it prints: some of those may have been in the pipe before.
        await UntilAsync(process.StandardError, Unwritable);
        if (comesBack)
        {
            File.Delete(artifacts);
            Directory.CreateDirectory(attempt);
        }

        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        var command = await CommandProcess.FinishAsync(process);

        Assert.Equal(Failure.Terminated, command.ExitCode);
        Assert.DoesNotContain(Unwritable, command.Error); // a second time
        Assert.True(File.Exists(workplace.In("bookkeeping", "model.onnx")));
        var run = Assert.Single(await (await RunStore.OpenAsync(StoreLocation.Parse(store, artifacts))).ListAsync());
        Assert.Equal(comesBack ? RunState.Cancelled : RunState.Failed, run.State);
        if (!comesBack)
            Assert.EndsWith($"It was trained: the model is in '{workplace.In("bookkeeping")}'.", run.Sentence);
    }

    private static async Task UntilAsync(StreamReader lines, string start)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
                return;
        }
        Assert.Fail($"There was no line '{start}…'.");
    }

    private async Task<(Run Run, CommandRun Process)> StartAsync(RunStore store, string tag, Func<Run, Task> act, bool interrupt = false)
    {
        using var process = CommandProcess.Start(
            "train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "1000000", "--tag", tag, "--out", workplace.In(tag));
        await UntilAsync(process.StandardOutput, "epoch");
        await act(Assert.Single(await store.ListAsync(new RunFilter { Tag = tag })));
        if (interrupt)
        {
            using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
            await kill.WaitForExitAsync();
        }
        var ended = await CommandProcess.FinishAsync(process);
        return (Assert.Single(await store.ListAsync(new RunFilter { Tag = tag })), ended);
    }
}
