using MlNetCnn.Training;

namespace MlNetCnn.Experiments.Tests;

public sealed class MetricsFileTests(Workplace workplace) : IClassFixture<Workplace>
{
    private static EpochMetrics Epoch(int number, double loss) =>
        new(number, loss, 0.1, number % 2 == 0 ? null : 1.0 / 3, null, 0.001, 2.5, 1000, number == 1) { GradientNorm = number == 2 ? 7 : null };

    [Fact]
    public void Add_Epochs_ReadBackExactly()
    {
        var file = new MetricsFile(workplace.In("whole.csv"));
        file.Add(Epoch(1, Math.PI));
        file.Add(Epoch(2, 1e-300));

        Assert.Equal([Epoch(1, Math.PI), Epoch(2, 1e-300)], new MetricsFile(workplace.In("whole.csv")).Read());
        Assert.StartsWith("epoch,trainLoss,trainAccuracy,", File.ReadAllText(workplace.In("whole.csv")));
    }

    [Fact]
    public void Add_EpochThatIsThere_ReplacesItAndWhatFollowed()
    {
        var file = new MetricsFile(workplace.In("again.csv"));
        for (var epoch = 1; epoch <= 4; epoch++)
            file.Add(Epoch(epoch, 1));

        new MetricsFile(workplace.In("again.csv")).Add(Epoch(3, 2));

        Assert.Equal([Epoch(1, 1), Epoch(2, 1), Epoch(3, 2)], file.Read());
    }

    [Fact]
    public void Read_LineThatAKillCutOff_IsLeftOut()
    {
        var path = workplace.In("cut.csv");
        var file = new MetricsFile(path);
        file.Add(Epoch(1, 1));
        file.Add(Epoch(2, 1));
        File.WriteAllText(path, File.ReadAllText(path)[..^4]);

        Assert.Equal([Epoch(1, 1)], new MetricsFile(path).Read());
        new MetricsFile(path).Add(Epoch(2, 3));
        Assert.Equal([Epoch(1, 1), Epoch(2, 3)], new MetricsFile(path).Read());
    }

    [Fact]
    public void Read_DamagedLine_NamesIt()
    {
        var path = workplace.In("damaged.csv");
        new MetricsFile(path).Add(Epoch(1, 1));
        File.WriteAllText(path, File.ReadAllText(path).Replace("1000", "many", StringComparison.Ordinal));

        Assert.Contains($"Line 2 of '{path}' has 'many'", Assert.Throws<InvalidDataException>(() => new MetricsFile(path).Read()).Message);
    }
}
