using Bunit;

namespace MlNetCnn.Dashboard.Tests;

public class LineChartTests : ComponentTest
{
    [Fact]
    public void Chart_Losses_MarksTheBestAndSaysIt()
    {
        var chart = Chart(4, 2, 1, 3);

        Assert.Equal("best 1 at 3", chart.Find(".best-text").TextContent);
        Assert.Contains("loss: 4 points, last 3. Best 1 at 3.", chart.Find(".chart-drawing").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal(4, chart.Find("polyline").GetAttribute("points")!.Split(' ').Length);
    }

    [Fact]
    public void Chart_TableOpened_HasEveryNumber()
    {
        var chart = Chart(4, 2.5, 1);
        Assert.Empty(chart.FindAll("tbody tr"));

        chart.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);

        Assert.Equal([("1", "4"), ("2", "2.5"), ("3", "1")], chart.FindAll("tbody tr").Select(r => (r.Children[0].TextContent, r.Children[1].TextContent)));
    }

    [Fact]
    public void Chart_Keys_ReadValuesAndZoom()
    {
        var chart = Chart([.. Enumerable.Range(0, 101).Select(i => 100.0 - i)]);
        var drawing = chart.Find(".chart-drawing");

        drawing.KeyDown("ArrowRight");
        drawing.KeyDown("ArrowRight");
        Assert.Equal("epoch 2: loss 99", chart.Find(".chart-values").TextContent.Trim());
        drawing.KeyDown("Escape");
        Assert.Equal("", chart.Find(".chart-values").TextContent.Trim());

        drawing.KeyDown("+");
        Assert.Equal(51, chart.Find("polyline").GetAttribute("points")!.Split(' ').Length);
        Assert.Empty(chart.FindAll(".best"));
        chart.FindAll("button").Single(b => b.TextContent == "All").Click();
        Assert.Equal(101, chart.Find("polyline").GetAttribute("points")!.Split(' ').Length);
    }

    [Fact]
    public void Chart_PointerOverIt_ReadsTheNearestValue()
    {
        var chart = Chart(4, 2, 1);

        chart.InvokeAsync(() => chart.Instance.Hover(0.6));
        Assert.Equal("epoch 2: loss 2", chart.Find(".chart-values").TextContent.Trim());

        chart.InvokeAsync(() => chart.Instance.Hover(-1));
        Assert.Empty(chart.FindAll(".crosshair"));
    }

    [Fact]
    public void Chart_Logarithmic_LeavesOutZeroAndHasPowersOfTen()
    {
        var chart = Chart(100, 0, 1);

        chart.Find("input[type=checkbox]").Change(true);

        Assert.Equal(2, chart.Find("polyline").GetAttribute("points")!.Split(' ').Length);
        Assert.Equal(["1", "10", "100"], chart.FindAll("text.tick-label[text-anchor=end]").Select(t => t.TextContent));
    }

    [Fact]
    public void Chart_TenThousandPoints_StaysSmall()
    {
        var chart = Chart([.. Enumerable.Range(0, 10_000).Select(i => Math.Exp(-i / 2000.0) + i % 7 * 0.01)]);

        Assert.InRange(chart.Find("polyline").GetAttribute("points")!.Length, 3_000, 9_500);
        chart.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.InRange(chart.FindAll("tbody tr").Count, 150, 203);
    }

    [Fact]
    public void Chart_ManyUpdates_RendersFourASecond()
    {
        var chart = Chart(1);
        var before = chart.RenderCount;

        for (var i = 0; i < 50; i++)
        {
            chart.Render(p => p.Add(c => c.Series, Series([.. Enumerable.Repeat(1.0, i + 2)])));
            Clock.Advance(TimeSpan.FromMilliseconds(20));
        }
        Clock.Advance(RenderPace.Interval);

        Assert.InRange(chart.RenderCount - before, 3, 6);
        Assert.Equal(51, chart.Find("polyline").GetAttribute("points")!.Split(' ').Length);
    }

    [Fact]
    public void Chart_NoPointsYet_IsEmptyWithoutFailing()
    {
        var chart = Chart();

        Assert.Equal("", chart.Find("polyline").GetAttribute("points"));
        chart.Find(".chart-drawing").KeyDown("ArrowRight");
        chart.Find(".chart-drawing").KeyDown("+");
    }

    private IRenderedComponent<LineChart> Chart(params double[] losses) => Render<LineChart>(p => p
        .Add(c => c.Title, "Loss").Add(c => c.Series, Series(losses)));

    private static ChartSeries[] Series(double[] losses) =>
        [new("loss", [.. losses.Select((loss, i) => new ChartPoint(i + 1, loss))], losses.Length == 0 ? null : Array.IndexOf(losses, losses.Min()) + 1)];
}
