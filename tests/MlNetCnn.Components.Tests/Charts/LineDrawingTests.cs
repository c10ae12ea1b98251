namespace MlNetCnn.Components.Tests;

public class LineDrawingTests
{
    private static readonly ChartSeries[] Curves = [new("a", [new(1, 0), new(2, 5), new(3, 10)]), new("b", [new(2, double.NaN), new(3, 4)])];

    [Fact]
    public void Of_TheSameCurvesAsTheyAre_IsDrawnOnceForAll()
    {
        var zoomed = new ChartGroup();
        zoomed.Zoom((2, 3));

        Assert.Same(LineDrawing.Of(Curves, default, new()), LineDrawing.Of(Curves, default, new()));
        Assert.NotEqual(LineDrawing.Of(Curves, default, new()).Lines[0], LineDrawing.Of(Curves, default, zoomed).Lines[0]);
    }

    [Fact]
    public void Of_Curves_SpansThePlotAndLeavesOutWhatIsNoNumber()
    {
        var drawing = LineDrawing.Of(Curves, default, new());

        var places = drawing.Lines[0].Points.Split(' ');
        Assert.Equal(3, places.Length);
        Assert.StartsWith("64,254", places[0], StringComparison.Ordinal);
        Assert.StartsWith("626,", places[2], StringComparison.Ordinal);
        Assert.Single(drawing.Lines[1].Points.Split(' '));
    }

    [Fact]
    public void Of_Nothing_HasAxesAllTheSame() => Assert.NotEmpty(LineDrawing.Of([new("a", [])], default, new()).X.Ticks);
}
