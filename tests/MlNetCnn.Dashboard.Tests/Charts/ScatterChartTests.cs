using Bunit;

namespace MlNetCnn.Dashboard.Tests;

public class ScatterChartTests : ComponentTest
{
    [Fact]
    public void Scatter_Points_AreDrawnByKindAndInTheTable()
    {
        var chart = Chart(false, new("small", 10, 0.8, "10", "0.8", true), new("<b>large</b>", 100, 0.9, "100", "0.9", true, 0.02), new("bad", 90, 0.5, "90", "0.5", false));

        Assert.Equal((2, 1, 1), (chart.FindAll("svg[role=img] rect.on-front").Count, chart.FindAll("svg[role=img] circle").Count, chart.FindAll(".deviation").Count));
        Assert.Equal(3, chart.Find(".front").GetAttribute("points")!.Split(' ').Length); // a step
        Assert.Equal(["small", "<b>large</b>", "bad"], chart.FindAll("tbody th").Select(h => h.TextContent));
        Assert.Equal("2. <b>large</b>", chart.FindAll(".point-label")[1].TextContent);
        Assert.Contains("small: accuracy 0.8, cost 10, on the front.", chart.Find("svg[role=img]").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Scatter_CostNotMeasured_IsInTheTableOnly()
    {
        var chart = Chart(true, new("a", 10, 0.8, "10", "0.8", true), new("b", double.PositiveInfinity, 0.9, "not measured", "0.9", true));

        Assert.Single(chart.FindAll("svg[role=img] rect.on-front"));
        Assert.Contains("1 of 2 cannot be drawn", chart.Markup, StringComparison.Ordinal);
        Assert.Equal(2, chart.FindAll("tbody tr").Count);
    }

    [Fact]
    public void Scatter_SavedAsCsv_HasAllPointsAndNothingWhereACostIsMissing()
    {
        var script = JSInterop.SetupModule("./_content/MlNetCnn.Components/Charts/ChartFrame.razor.js");
        script.Mode = JSRuntimeMode.Loose;
        var chart = Chart(true, new("a", 10, 0.8, "10", "0.8", true), new("b, c", double.PositiveInfinity, 0.9, "not measured", "0.9", false));

        chart.Find("button[aria-label='Save the numbers as CSV']").Click();

        Assert.Equal("name,cost,accuracy,standard deviation,on the front\r\na,10,0.8,0,True\r\n\"b, c\",,0.9,0,False\r\n", script.VerifyInvoke("saveText").Arguments[2]);
    }

    [Fact]
    public void Scatter_PointOfOtherImages_HasAMarkOfItsOwnInDrawingLegendAndTable()
    {
        var chart = Chart(false, new("small", 10, 0.8, "10", "0.8", true), new("other", 100, 0.7, "100", "0.7", false) { IsApart = true });

        Assert.Empty(chart.FindAll("svg[role=img] circle"));
        Assert.Equal("other: accuracy 0.7, cost 100, measured on other images", chart.Find("svg[role=img] path.apart title").TextContent);
        Assert.Contains("measured on other images", chart.FindAll(".chart-legend li").Select(l => l.TextContent.Trim()));
        Assert.Equal(["yes", "measured on other images"], chart.FindAll("tbody td:last-child").Select(c => c.TextContent));
    }

    [Fact]
    public void Scatter_Nothing_DoesNotFail() => Assert.Empty(Chart(true).FindAll("tbody tr"));

    private IRenderedComponent<ScatterChart> Chart(bool isLogarithmic, params ScatterPoint[] points) => Render<ScatterChart>(p => p
        .Add(c => c.Title, "t").Add(c => c.Points, points).Add(c => c.XLabel, "cost").Add(c => c.YLabel, "accuracy").Add(c => c.IsLogarithmic, isLogarithmic));
}
