using Bunit;

namespace MlNetCnn.Components.Tests;

public class FeatureMapsTests : ComponentTest
{
    [Fact]
    public void Maps_OfAConvolution_AreShownAndReadByKeys()
    {
        var chosen = -1;
        var maps = Render<FeatureMaps>(p => p.Add(m => m.Title, "conv1").Add(m => m.Maps, new(new(2, 2, 3), new float[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 }))
            .Add(m => m.SelectedChanged, map => chosen = map));
        Assert.Equal(["map 1: from 0 to 5, mean 2.5", "map 2: from 6 to 11, mean 8.5"], maps.FindAll(".map").Select(m => m.GetAttribute("aria-label")));

        maps.FindAll(".map")[1].Click();
        maps.Find("svg[role=img]").KeyDown("ArrowRight");
        maps.Find("svg[role=img]").KeyDown("ArrowDown");

        Assert.Equal(1, chosen);
        Assert.Equal("row 2, column 2: 10", maps.Find(".chart-values").TextContent);
        maps.FindAll("details")[0].TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Equal(["6", "7", "8", "9", "10", "11"], maps.FindAll(".map-view td").Select(cell => cell.TextContent));
    }

    [Fact]
    public void Values_OfAFlatLayer_AreBarsWithTheNamesOfTheUnits()
    {
        var maps = Render<FeatureMaps>(p => p.Add(m => m.Title, "output").Add(m => m.Maps, new(new(2), new float[] { -1, 2 })).Add(m => m.UnitNames, ["cat", "dog"]));

        Assert.Equal(["cat −1", "dog 2"], maps.FindAll("tbody tr").Select(row => $"{row.Children[0].TextContent} {row.Children[1].TextContent}"));
    }
}
