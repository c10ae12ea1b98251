namespace MlNetCnn.Experiments.Tests;

public sealed class UsageMeterTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Meter_TwoAttempts_CountsTheSecondsOfWork()
    {
        var (time, path) = (new ManualTime(), workplace.In("usage.csv"));

        Work(path, time, seconds: 3);
        time.Advance(TimeSpan.FromHours(1)); // paused
        Work(path, time, seconds: 2);

        var samples = new UsageFile(path).Read();
        Assert.Equal([3.0, 5.0], samples.Select(s => s.Seconds));
        Assert.All(samples, sample =>
        {
            Assert.InRange(sample.CpuCores, 0.001, Environment.ProcessorCount * 1000);
            Assert.InRange(sample.MemoryBytes, 1 << 20, 1L << 40);
            Assert.Null(sample.GpuMemoryBytes);
            Assert.Null(sample.GpuLoad);
        });
    }

    [Fact]
    public void Meter_FileThatCannotBeRead_StopsNothing()
    {
        var path = workplace.In("damaged.csv");
        File.WriteAllText(path, "something else\n1,2\n");

        Work(path, new ManualTime(), seconds: 3);

        Assert.StartsWith("something else\n1,2\n3,", File.ReadAllText(path));
    }

    private static void Work(string path, ManualTime time, int seconds)
    {
        using var meter = new UsageMeter(path, "cpu", time);
        var before = Environment.CpuUsage.TotalTime;
        while (Environment.CpuUsage.TotalTime - before < TimeSpan.FromMilliseconds(20))
            Thread.SpinWait(1000);
        time.Advance(TimeSpan.FromSeconds(seconds));
    }
}
