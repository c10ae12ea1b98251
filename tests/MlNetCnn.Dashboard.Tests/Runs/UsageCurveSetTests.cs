namespace MlNetCnn.Dashboard.Tests;

public class UsageCurveSetTests
{
    [Theory]
    [InlineData(90, "seconds of work", 90)]
    [InlineData(1800, "minutes of work", 30)]
    [InlineData(36_000, "hours of work", 10)]
    public void Of_ShortAndLongRuns_TakesAUnitThatSuits(double seconds, string label, double last)
    {
        var curves = UsageCurveSet.Of([new(2, 1.5, 300 << 20), new(seconds, 1.25, 310 << 20)]);

        Assert.Equal(label, curves.XLabel);
        Assert.Equal(new ChartPoint(last, 1.25), curves.Cores[0].Points[^1]);
        Assert.Equal(new ChartPoint(last, 310), curves.Memory[0].Points[^1]);
        Assert.Empty(curves.GpuMemory[0].Points);
    }
}
