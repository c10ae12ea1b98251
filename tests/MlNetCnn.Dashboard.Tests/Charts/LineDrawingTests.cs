namespace MlNetCnn.Dashboard.Tests;

public class LineDrawingTests
{
    private static readonly ChartSeries[] Curves = [new("a", [new(1, 0), new(2, 5), new(3, 10)]), new("b", [new(2, double.NaN), new(3, 4)])];

    [Fact]
    public void Of_TheSameCurvesAsTheyAre_IsDrawnOnceForAll()
    {
        Assert.Same(LineDrawing.Of(Curves, default), LineDrawing.Of(Curves, default));
        Assert.NotEqual(LineDrawing.Of(Curves, default).Lines, LineDrawing.Of(Curves, new((2, 3), 0, false)).Lines);
    }

    [Fact]
    public void Of_Curves_SpansThePlotAndLeavesOutWhatIsNoNumber()
    {
        var drawing = LineDrawing.Of(Curves, default);

        var places = drawing.Lines[0].Split(' ');
        Assert.Equal(3, places.Length);
        Assert.StartsWith("64,254", places[0], StringComparison.Ordinal);
        Assert.StartsWith("626,", places[2], StringComparison.Ordinal);
        Assert.Single(drawing.Lines[1].Split(' '));
    }

    [Fact]
    public void Of_Nothing_HasAxesAllTheSame() => Assert.NotEmpty(LineDrawing.Of([new("a", [])], default).X.Ticks);
}
