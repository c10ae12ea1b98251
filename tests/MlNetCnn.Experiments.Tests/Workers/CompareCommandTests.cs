using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MlNetCnn.Experiments.Tests.Workers;

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
        var (code, output, error) = await RunAsync(tiny, flat, "lenet", "--json");

        Assert.True(code == 1, error);
        Assert.Contains("(lenet batch-size=15 device=cpu epochs=2 seed=1 threads=1) failed: ", error);
        var rows = JsonNode.Parse(output)!["rows"]!.AsArray();
        Assert.Equal(["flat", "tiny"], rows.Select(r => (string)r!["architecture"]!).Order());
        foreach (var row in rows.Select(r => r!.AsObject()))
        {
            Assert.Equal(
                ["architecture", "runs", "testAccuracy", "macroF1", "logLoss", "parameters", "macs", "weightBytes", "trainingMemoryBytes", "trainImagesPerSecond",
                    "scoreRowsPerSecond", "latencyMs", "modelBytes", "pareto", "settings", "speedStale", "pValue", "runIds"],
                row.Select(p => p.Key));
            Assert.Equal(1, (int)row["runs"]!);
            Assert.InRange((double)row["testAccuracy"]!["mean"]!, 0, 1);
            Assert.Equal(0, (double)row["testAccuracy"]!["sd"]!);
            Assert.True((double)row["scoreRowsPerSecond"]! > 0);
            Assert.True((double)row["latencyMs"]!["p99"]! >= (double)row["latencyMs"]!["p50"]!);
        }
        Assert.Equal((8 * 8 * 3) + 3, (int)rows.Single(r => (string)r!["architecture"]! == "flat")!["parameters"]!);

        // The same comparison again: nothing is trained twice.
        (code, output, error) = await RunAsync(tiny, flat, "--csv");
        Assert.True(code == 1, error); // LeNet's run is still in the group
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("architecture,settings,runs,testAccuracyMean,testAccuracySd,", lines[0]);
        Assert.All(lines, line => Assert.Equal(lines[0].Count(c => c == ','), line.Count(c => c == ',')));
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation());
        Assert.Equal(3, (await store.ListAsync()).Count);
    }

    public void Dispose() => _workplace.Dispose();

    private string Write(Architecture architecture)
    {
        var path = _workplace.In($"{architecture.Name}.json");
        File.WriteAllText(path, architecture.ToJson());
        return path;
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var location = _workplace.SqliteLocation();
        var start = new ProcessStartInfo(Hosts.Command.FileName,
        [
            .. Hosts.Command.Arguments, "compare", .. arguments, "--data", _workplace.Data, "--epochs", "2", "--batch-size", "15", "--device", "cpu", "--threads", "1",
            "--group", "g", "--store", location.File!, "--artifacts", location.Artifacts,
        ])
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
