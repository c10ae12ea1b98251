namespace MlNetCnn.Textbook.Tests;

public class EdgeDetectionTests
{
    [Fact]
    public void Image_IsOnesWithColumnsTwoToFiveZero()
    {
        var x = EdgeDetection.Image();

        Assert.Equal((6, 8), (x.GetLength(0), x.GetLength(1)));
        for (var row = 0; row < 6; row++)
            Assert.Equal([1, 1, 0, 0, 0, 0, 1, 1], Enumerable.Range(0, 8).Select(column => x[row, column]));
    }

    [Fact]
    public void Apply_KernelOnImage_FindsBothEdgesInEveryRow()
    {
        var y = CrossCorrelation.Apply(EdgeDetection.Image(), new float[,] { { 1, -1 } });

        Assert.Equal((6, 7), (y.GetLength(0), y.GetLength(1)));
        for (var row = 0; row < 6; row++)
            Assert.Equal([0, 1, 0, 0, 0, -1, 0], Enumerable.Range(0, 7).Select(column => y[row, column]));
    }

    [Fact]
    public void Apply_KernelOnTransposedImage_FindsNothing() =>
        Assert.Equal(new float[8, 5], CrossCorrelation.Apply(EdgeDetection.Transpose(EdgeDetection.Image()), EdgeDetection.Kernel()));
}
