using MlNetCnn.Experiments;

namespace MlNetCnn.Cli.Tests;

/// <summary>What `mlnetcnn compare` reads; its runs are tested beside the workers.</summary>
public sealed class CompareCommandTests : IDisposable
{
    private readonly Workplace _workplace = new();

    [Fact]
    public void Compare_PrintSweep_PrintsAFileThatIsReadBackTheSame()
    {
        string[] arguments = ["--learning-rate", "0.1,0.01", "--seeds", "3", "--random", "2", "--draw-seed", "5", "--size", "32", "--epochs", "9", "--validation-fraction", "0.2", "--halving", "3"];

        var run = CommandRun.Of(["compare", "lenet", "vgg11/4", .. arguments, "--print-sweep"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var sweep = Sweep.FromJson(run.Output);
        Assert.Equal(("bundled", null, 3, 2, 5, 3), (sweep.Data, sweep.Group, sweep.Seeds, sweep.Choices!.Value, sweep.DrawSeed, sweep.Halving!.Value));
        Assert.Equal(["lenet", "vgg11/4"], sweep.Architectures.Select(a => a.Name));
        var file = _workplace.In("sweep.json");
        File.WriteAllText(file, run.Output);
        Assert.Equal(run.Output, CommandRun.Of("compare", "--sweep", file, "--print-sweep").Output);
    }

    [Theory]
    [InlineData("""{"version": 1, "data": "bundled", "architectures": ["lenet"], "settings": {"epoch": ["1"]}}""", "There is no training setting 'epoch': the nearest is 'epochs'.")]
    [InlineData("""{"version": 1, "data": "nowhere", "architectures": ["lenet"]}""", "There is no file, folder or data set 'nowhere'")]
    [InlineData("""{"version": 1, "data": "bundled", "architectures": ["lenet"], "seeds": 0}""", "The number of seeds is 0, but must be at least 1.")]
    [InlineData("""{"version": 1, "data": "bundled", "architectures": ["lenet", "lenet", "mlp"], "settings": {"learning-rate": ["0.1", "0.01"]}, "seeds": 2147483647}""", "make 12,884,901,882 runs, but at most 10,000")]
    [InlineData("""{"version": 9}""", "of version 9")]
    public void Compare_SweepFileThatCannotBeUsed_SaysWhy(string json, string why)
    {
        var file = _workplace.In("sweep.json");
        File.WriteAllText(file, json);

        Assert.Contains(why, CommandRun.Of("compare", "--sweep", file, "--print-sweep").Sentence());
    }

    [Fact]
    public void Compare_MoreRunsThanTheLimit_SaysHowManyAndDoesNothing()
    {
        Assert.Contains("make 2,000,000,000 runs, but at most 10,000", CommandRun.Of("compare", "lenet", "--seeds", "2000000000").Sentence());
        Assert.Contains("make 2,000,000,000 runs, but at most 10,000", CommandRun.Of("compare", "lenet", "--seeds", "2000000000", "--print-sweep").Sentence());
        Assert.Contains("make 3 runs, but at most 2", CommandRun.Of("compare", "lenet", "--seeds", "3", "--max-runs", "2", "--print-sweep").Sentence());
    }

    public void Dispose() => _workplace.Dispose();
}
