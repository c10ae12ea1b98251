using CsCheck;

namespace MlNetCnn.Components.Tests;

public class ChartAxisTests
{
    [Fact]
    public void Linear_SmallLosses_HasTicksAmongThem() =>
        Assert.Equal(["0.01", "0.012", "0.014", "0.016", "0.018", "0.02"], ChartAxis.Linear(0.01, 0.02).Ticks.Select(ChartAxis.Text));

    [Fact]
    public void Linear_AnyRange_HasAFewTicksInside() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[1e-6, 1e6]).Sample((from, span) =>
        {
            var axis = ChartAxis.Linear(from, from + span);
            return axis.Ticks.Length is >= 1 and <= 8 && axis.Ticks.All(t => axis.Share(t) is >= -1e-6 and <= 1 + 1e-6);
        });

    [Fact]
    public void Of_Logarithmic_LeavesOutWhatHasNoLogarithm()
    {
        var axis = ChartAxis.Of([0, -1, 0.02, 30], isLogarithmic: true);

        Assert.Equal(["0.01", "0.1", "1", "10", "100"], axis.Ticks.Select(ChartAxis.Text));
        Assert.Equal(0.5, axis.Share(1), 12);
    }

    [Fact]
    public void Of_OneValue_ReachesFromZeroToLittleMore() =>
        Assert.All([0.9, 5, -2], value => Assert.InRange(ChartAxis.Of([value], isLogarithmic: false).Share(value), value > 0 ? 0.9 : 0, value > 0 ? 0.99 : 0.1));

    [Fact]
    public void Of_OneSmallValue_IsTold() => Assert.Contains("0.001", ChartAxis.Of([0.001, 0.001], isLogarithmic: false).Ticks.Select(ChartAxis.Text));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0123, "0.0123")]
    [InlineData(0.00001234, "1.234e-5")]
    [InlineData(1234567, "1.235e6")]
    [InlineData(double.PositiveInfinity, "not a number")]
    public void Text_Value_IsShort(double value, string expected) => Assert.Equal(expected, ChartAxis.Text(value));
}
