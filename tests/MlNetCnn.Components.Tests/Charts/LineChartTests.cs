using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace MlNetCnn.Components.Tests;

public class LineChartTests : ComponentTest
{
    [Fact]
    public void Chart_Losses_MarksTheBestAndSaysIt()
    {
        var chart = Chart(4, 2, 1, 3);

        Assert.Equal("best 1", chart.Find(".legend-best").TextContent);
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
        chart.Find("button[aria-label='Show the whole range']").Click();
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
    public void Legend_Clicked_HidesACurveAndAltClickedAllOthers()
    {
        var chart = Render<LineChart>(p => p.Add(c => c.Title, "Loss").Add(c => c.Series, [Line("a", 1, 2), Line("b", 2, 3), Line("c", 50, 60)]));

        chart.FindAll(".chart-key")[2].Click();
        Assert.Equal(2, chart.FindAll("polyline").Count);
        Assert.DoesNotContain("60", chart.FindAll("text.tick-label[text-anchor=end]").Select(t => t.TextContent));
        Assert.Equal("false", chart.FindAll(".chart-key")[2].GetAttribute("aria-pressed"));

        chart.FindAll(".chart-key")[1].Click(new MouseEventArgs { AltKey = true });
        Assert.Contains("color-1 dash-1", Assert.Single(chart.FindAll("polyline")).ClassName!, StringComparison.Ordinal);

        chart.FindAll("button").Single(b => b.TextContent.Trim() == "Show all").Click();
        Assert.Equal(3, chart.FindAll("polyline").Count);
    }

    [Fact]
    public void Charts_OfAGroup_AreReadZoomedAndThinnedOutTogether()
    {
        var group = new ChartGroup();
        RenderFragment<string> chart = title => builder =>
        {
            builder.OpenComponent<LineChart>(0);
            builder.AddAttribute(1, nameof(LineChart.Title), title);
            builder.AddAttribute(2, nameof(LineChart.Series), new[] { Line("a", [.. Enumerable.Range(0, 11).Select(i => (double)i)]), Line("b", 5, 6) });
            builder.CloseComponent();
        };
        var page = Render<CascadingValue<ChartGroup>>(p => p.Add(c => c.Value, group).Add(c => c.ChildContent, builder =>
        {
            builder.AddContent(0, chart("Loss"));
            builder.AddContent(1, chart("Accuracy"));
        }));

        page.FindAll(".chart-drawing")[0].KeyDown("ArrowRight");
        Assert.Equal(["epoch 1: a 0, b 5", "epoch 1: a 0, b 5"], page.FindAll(".chart-values").Select(v => v.TextContent.Trim()));
        page.FindAll(".chart-drawing")[1].KeyDown("+");
        page.FindAll(".chart-key")[1].Click();

        Assert.Equal([5, 5], page.FindAll("polyline").Select(l => l.GetAttribute("points")!.Split(' ').Length));
    }

    [Fact]
    public void Chart_Smoothed_ShowsTheMeasuredCurveBehind()
    {
        var chart = Chart(4, 2, 3, 1);

        chart.Find("input[type=range]").Input("0.6");

        Assert.Single(chart.FindAll("polyline.raw"));
        Assert.Equal(2, chart.FindAll("polyline").Count);
    }

    [Fact]
    public void Mean_OfSeveralCurves_IsWhereTwoHavePointsWithTheirRange()
    {
        var mean = ChartSeries.MeanOf("both", [Line("one", 1, 2, 9), Line("two", 3, 6)]);

        Assert.Equal([new(1, 2), new(2, 4)], mean.Points);
        Assert.Equal([new(1, 1, 3), new(2, 2, 6)], mean.Band);
        var chart = Render<LineChart>(p => p.Add(c => c.Title, "Loss").Add(c => c.Series, [mean]));
        Assert.Equal(4, chart.Find("polygon.band").GetAttribute("points")!.Split(' ').Length);
    }

    [Fact]
    public void Styles_OfAllCurves_Differ() =>
        Assert.Equal(ChartStyle.Count, Enumerable.Range(0, ChartStyle.Count).Select(ChartStyle.Of).Distinct().Count());

    [Fact]
    public void Numbers_SavedAsCsv_HaveARowForEachXAndAColumnForEachCurve()
    {
        Assert.Equal(["epoch,a,\"b, c\"", "1,1.5,2", "2,,3", ""], ChartCsv.Of(ChartCsv.Rows("epoch", [Line("a", 1.5), Line("b, c", 2, 3)])).Split("\r\n"));

        var script = JSInterop.SetupModule("./_content/MlNetCnn.Components/Charts/ChartFrame.razor.js");
        script.Mode = JSRuntimeMode.Loose;
        var chart = Chart(4, 2);
        chart.Find("button[aria-label='Save the numbers as CSV']").Click();
        Assert.Equal("Loss.csv", script.VerifyInvoke("saveText").Arguments[0]);
    }

    [Fact]
    public void Chart_TenThousandPoints_StaysSmall()
    {
        var chart = Chart([.. Enumerable.Range(0, 10_000).Select(i => Math.Exp(-i / 2000.0) + i % 7 * 0.01)]);

        Assert.InRange(chart.Find("polyline").GetAttribute("points")!.Length, 1_500, 4_800);
        chart.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.InRange(chart.FindAll("tbody tr").Count, 150, 203);
    }

    [Fact]
    public void Chart_ManyUpdates_RendersFourASecond()
    {
        var chart = Chart(1);
        var plot = chart.FindComponent<LinePlot>();
        var before = plot.RenderCount;

        for (var i = 0; i < 50; i++)
        {
            chart.Render(p => p.Add(c => c.Series, Series([.. Enumerable.Repeat(1.0, i + 2)])));
            Clock.Advance(TimeSpan.FromMilliseconds(20));
        }
        Clock.Advance(RenderPace.Interval);

        Assert.InRange(plot.RenderCount - before, 3, 6);
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

    private static ChartSeries Line(string name, params double[] values) => new(name, [.. values.Select((value, i) => new ChartPoint(i + 1, value))]);

    private static ChartSeries[] Series(double[] losses) =>
        [new("loss", [.. losses.Select((loss, i) => new ChartPoint(i + 1, loss))], losses.Length == 0 ? null : Array.IndexOf(losses, losses.Min()) + 1)];
}
