using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace MlNetCnn.Dashboard.Tests;

public class ParallelCoordinatesTests : ComponentTest
{
    [Fact]
    public void Brush_DraggedAlongAnAxis_KeepsTheLinesInIt()
    {
        var chart = Chart();

        chart.FindAll(".brush-area")[1].PointerDown(new PointerEventArgs { OffsetY = 36 });
        chart.Find("svg.parallel").PointerMove(new PointerEventArgs { OffsetY = 150 });
        chart.Find("svg.parallel").PointerUp(new PointerEventArgs { OffsetY = 150 });

        Assert.Equal(["b", "c"], chart.FindAll("tbody th").Select(h => h.TextContent));
        Assert.Single(chart.FindAll(".is-out"));
        Assert.Contains("2 of 3 choices", chart.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains("0.8, 0.9", chart.FindAll(".brush-area")[1].GetAttribute("aria-label"), StringComparison.Ordinal);

        chart.FindAll("button").Single(b => b.TextContent.Contains("Clear", StringComparison.Ordinal)).Click();
        Assert.Empty(chart.FindAll(".is-out"));
    }

    [Fact]
    public void Brush_MovedByKeys_GoesFromValueToValue()
    {
        var chart = Chart();

        chart.FindAll(".brush-area")[1].KeyDown("+");
        chart.FindAll(".brush-area")[1].KeyDown("[");
        Assert.Equal(["b"], chart.FindAll("tbody th").Select(h => h.TextContent));

        chart.FindAll(".brush-area")[1].KeyDown("Escape");
        Assert.Equal(3, chart.FindAll("tbody th").Count);
    }

    private IRenderedComponent<ParallelCoordinates> Chart() => Render<ParallelCoordinates>(p => p
        .Add(c => c.Title, "t").Add(c => c.Names, ["a", "b", "c"]).Add(c => c.Best, 2)
        .Add(c => c.Axes, [ParallelAxis.Of("rate", ["0.1", "0.01", "0.1"]), ParallelAxis.OfNumbers("accuracy", [0.7, 0.8, 0.9], ["0.7", "0.8", "0.9"])]));
}
