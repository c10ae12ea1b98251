namespace MlNetCnn.Dashboard.Tests;

public class ParallelAxisTests
{
    [Fact]
    public void Of_Numbers_LieBySize() => Assert.Equal([0, 0.25, 1], ParallelAxis.Of("n", ["2", "4", "10"]).Places);

    [Fact]
    public void Of_NumbersByFactors_LieAtEqualDistances() =>
        Assert.Equal([1.0, 0.5, 0.0], ParallelAxis.Of("rate", ["1", "0.1", "0.01"]).Places.Select(p => Math.Round(p!.Value, 9)));

    [Fact]
    public void Of_Words_HaveAPlaceEach() => Assert.Equal([1, 0, 0.5, 0], ParallelAxis.Of("w", ["sgd", "adam", "default", "adam"]).Places);

    [Fact]
    public void Of_TheSame_LieInTheMiddle() => Assert.Equal([0.5, 0.5], ParallelAxis.Of("w", ["1", "1"]).Places);

    [Fact]
    public void OfNumbers_Unknown_HaveNoPlace() => Assert.Equal([null, 0.5], ParallelAxis.OfNumbers("n", [null, 3], ["—", "3"]).Places);
}
