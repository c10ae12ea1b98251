namespace MlNetCnn.Experiments.Tests;

public sealed class UsageFileTests(Workplace workplace) : IClassFixture<Workplace>
{
    private static readonly UsageSample
        OnCpu = new(2, 1.875, 400_000_000),
        OnGpu = new(4.01, 0.5, 500_000_000, 3_000_000_000, 0.42);

    [Fact]
    public void Read_FromWhereItWas_GivesWhatWasAddedSince()
    {
        var file = new UsageFile(workplace.In("growing.csv"));
        file.Add(OnCpu);

        var (first, last, end) = file.ReadOn(0);
        file.Add(OnGpu);

        Assert.Equal([OnCpu], first);
        Assert.Equal([OnCpu, OnGpu], file.ReadOn(last).Samples);
        var (second, _, whole) = file.ReadOn(end);
        Assert.Equal([OnGpu], second);
        Assert.Empty(file.ReadOn(whole).Samples);
    }

    [Fact]
    public void Read_LineThatIsBeingWritten_ComesWhenItIsWhole()
    {
        var path = workplace.In("half.csv");
        var file = new UsageFile(path);
        file.Add(OnCpu);
        file.Add(OnGpu);
        var whole = File.ReadAllText(path);
        File.WriteAllText(path, whole[..^4]);

        var (samples, _, end) = file.ReadOn(0);
        File.WriteAllText(path, whole);

        Assert.Equal([OnCpu], samples);
        Assert.Equal([OnGpu], file.ReadOn(end).Samples);
    }

    [Fact]
    public void Read_ShorterThanBefore_SaysSo()
    {
        var path = workplace.In("other.csv");
        var file = new UsageFile(path);
        file.Add(OnCpu);

        Assert.Contains("but had 1000", Assert.Throws<InvalidDataException>(() => file.ReadOn(1000)).Message);
    }
}
