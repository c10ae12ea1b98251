using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MlNetCnn.Experiments.Tests;

/// <summary>`mlnetcnn compare` as people run it: the command, its runs and their files.</summary>
public sealed class CompareCommandTests : IDisposable
{
    private readonly Workplace _workplace = new();

    [Fact]
    public async Task Compare_NetworksThatTrainAndOneThatDoesNotFit_PutsTheFormerInATableAndNamesTheLatter()
    {
        var tiny = Write(Workplace.Network);
        var flat = Write(new Architecture("flat", [new Flatten { Name = "flatten" }, new Linear { Name = "fc" }]));

        // LeNet's windows do not fit into 8×8.
        var (code, output, error) = await CompareAsync(tiny, flat, "lenet", "--json");

        Assert.True(code == 1, error);
        Assert.Contains("(lenet batch-size=15 device=cpu epochs=2 seed=1 threads=1) failed: ", error);
        var rows = JsonNode.Parse(output)!["rows"]!.AsArray();
        Assert.Equal(["flat", "tiny"], rows.Select(r => (string)r!["architecture"]!).Order());
        foreach (var row in rows.Select(r => r!.AsObject()))
        {
            Assert.Equal(
                ["architecture", "runs", "testAccuracy", "validationAccuracy", "accuracyInterval", "macroF1", "logLoss", "parameters", "macs", "weightBytes", "trainingMemoryBytes", "trainImagesPerSecond",
                    "scoreRowsPerSecond", "latencyMs", "modelBytes", "ranked", "pareto", "settings", "speedStale", "pValue", "test", "runIds"],
                row.Select(p => p.Key));
            Assert.Equal(1, (int)row["runs"]!);
            Assert.InRange((double)row["testAccuracy"]!["mean"]!, 0, 1);
            Assert.Equal(0, (double)row["testAccuracy"]!["sd"]!);
            Assert.True((double)row["scoreRowsPerSecond"]! > 0);
            Assert.True((double)row["latencyMs"]!["p99"]! >= (double)row["latencyMs"]!["p50"]!);
        }
        Assert.Equal((8 * 8 * 3) + 3, (int)rows.Single(r => (string)r!["architecture"]! == "flat")!["parameters"]!);

        // The same comparison again: nothing is trained twice.
        (code, output, error) = await CompareAsync(tiny, flat, "--csv");
        Assert.True(code == 1, error); // LeNet's run is still in the group
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("architecture,settings,runs,testAccuracyMean,testAccuracySd,", lines[0]);
        Assert.All(lines, line => Assert.Equal(lines[0].Count(c => c == ','), line.Count(c => c == ',')));
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation());
        Assert.Equal(3, (await store.ListAsync()).Count);
    }

    [Fact]
    public async Task Compare_SweepFileWithHalving_PrunesAllButTheBestAndTrainsThatAsIfItHadNeverPaused()
    {
        var (tiny, file) = (Write(Workplace.Network), _workplace.In("sweep.json"));
        var (code, output, error) = await RunAsync(
        [
            "compare", tiny, "--data", _workplace.Data, "--learning-rate", "0.000001,0.1,0.000002", "--validation-fraction", "0.3", "--halving", "2",
            "--epochs", "40", "--batch-size", "15", "--device", "cpu", "--threads", "1", "--print-sweep",
        ]);
        Assert.True(code == 0, error);
        File.WriteAllText(file, output);

        (code, output, error) = await RunAsync(["compare", "--sweep", file, "--group", "g", "--json", .. Store]);

        Assert.True(code == 0, error);
        var document = JsonNode.Parse(output)!;
        Assert.Equal(2, (int)document["pruned"]!);
        Assert.NotNull(Assert.Single(document["rows"]!.AsArray())!["settings"]!["learning-rate"]);
        Assert.Contains("Pruned after epoch 10: validation accuracy ", error);
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation());
        var runs = (await store.ListAsync()).OrderBy(r => r.PrunedAfter).ToArray();
        Assert.Equal([null, 10, 20], runs.Select(r => r.PrunedAfter));
        Assert.Equal([40, 10, 20], runs.Select(r => r.Epoch));
        Assert.EndsWith(", choice 3 of 3.", runs[1].Sentence);
        Assert.EndsWith(", choice 2 of 2.", runs[2].Sentence);
        Assert.Equal(["succeeded", "cancelled", "cancelled"], runs.Select(r => RunCard.Load(store.FolderOf(r.Id)).State.ToString().ToLowerInvariant()));

        // The same again: nothing is trained, nothing that was pruned comes back.
        (code, output, error) = await RunAsync(["compare", "--sweep", file, "--group", "g", "--json", .. Store]);
        Assert.True(code == 0, error);
        Assert.Equal(runs.Select(r => (r.Id, r.Attempts)).Order(), (await store.ListAsync()).Select(r => (r.Id, r.Attempts)).Order());

        var queue = new RunQueue(store);
        var twin = await queue.AddAsync(runs[0].Request with { Group = null });
        await using (new OwnWorker(store, queue))
        {
            twin = await store.UntilAsync(twin.Id, r => r.State.IsOver());
            await Hosts.UntilAsync(() => File.Exists(store.FolderOf(twin.Id).Card));
        }
        Assert.Equal((1, 3), (twin.Attempts, runs[0].Attempts));
        Assert.Equal(store.Epochs(twin.Id).Select(e => e.TrainLoss), store.Epochs(runs[0].Id).Select(e => e.TrainLoss));
        Assert.Equal(File.ReadAllBytes(store.FolderOf(twin.Id).Onnx), File.ReadAllBytes(store.FolderOf(runs[0].Id).Onnx));
    }

    public void Dispose() => _workplace.Dispose();

    private string Write(Architecture architecture)
    {
        var path = _workplace.In($"{architecture.Name}.json");
        File.WriteAllText(path, architecture.ToJson());
        return path;
    }

    private string[] Store => ["--store", _workplace.SqliteLocation().File!, "--artifacts", _workplace.Artifacts];

    private Task<(int Code, string Output, string Error)> CompareAsync(params string[] arguments) => RunAsync(
    [
        "compare", .. arguments, "--data", _workplace.Data, "--epochs", "2", "--batch-size", "15", "--device", "cpu", "--threads", "1", "--group", "g", .. Store,
    ]);

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo(Hosts.Command.FileName, [.. Hosts.Command.Arguments, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Hosts.EndAsync(process);
        return (process.ExitCode, await output, await error);
    }
}
