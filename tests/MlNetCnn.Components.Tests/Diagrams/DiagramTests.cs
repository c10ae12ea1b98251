using Bunit;

namespace MlNetCnn.Components.Tests;

public class DiagramTests : ComponentTest
{
    [Fact]
    public void Diagram_LeNet_SaysEveryShape()
    {
        var page = Diagram(Architectures.LeNet(), new(1, 28, 28));

        Assert.Equal(
            ["1×28×28", "6×28×28", "6×28×28", "6×14×14", "16×10×10", "16×10×10", "16×5×5", "400", "120", "120", "84", "84", "10"],
            page.FindAll(".volume").Select(v => v.GetAttribute("data-shape")));
        Assert.All(page.FindAll(".volume"), v => Assert.False(string.IsNullOrEmpty(v.GetAttribute("aria-label"))));
        Assert.Single(page.FindAll(".volume[tabindex='0']")); // One stop; arrow keys move on from there.
    }

    [Theory]
    [InlineData("focus")]
    [InlineData("mouseenter")]
    public void Diagram_LayerPointedAtOrFocused_ShowsItsNumbers(string how)
    {
        var page = Diagram(Architectures.LeNet(), new(1, 28, 28));
        var conv2 = page.Find(".volume[data-path=conv2]");

        if (how == "focus")
            conv2.Focus();
        else
            conv2.MouseEnter();

        Assert.Equal(
            ["outChannels 16", "kernel 5×5", "stride 1×1", "padding 0×0", "paddingMode zeros", "dilation 1×1", "groups 1", "bias yes", "parameters 2,416", "multiply-accumulates 240,000", "receptive field 14×14 px"],
            page.FindAll(".details dl div").Select(d => $"{d.QuerySelector("dt")!.TextContent} {d.QuerySelector("dd")!.TextContent}"));
        Assert.Contains("6×14×14 → 16×10×10", page.Find(".details").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("click")]
    [InlineData("Enter")]
    [InlineData(" ")]
    public void Diagram_FoldedBlock_OpensAndFoldsAgain(string how)
    {
        var page = Diagram(Architectures.ResNet(18), new(1, 96, 96));
        Assert.Equal("false", page.Find("[data-path=stage2]").GetAttribute("aria-expanded"));

        Act(page.Find("[data-path=stage2]"), how);
        Assert.Equal("true", page.Find(".frame-header[data-path=stage2]").GetAttribute("aria-expanded"));
        Assert.NotNull(page.Find("[data-path='stage2.0']"));

        Act(page.Find(".frame-header[data-path=stage2]"), how);
        Assert.Empty(page.FindAll("[data-path='stage2.0']"));
    }

    [Fact]
    public void Diagram_LayerSoughtInAFoldedBlock_OpensItAndShowsTheNext()
    {
        var page = Diagram(Architectures.ResNet(18), new(1, 96, 96));
        Assert.Empty(page.FindAll("[data-path='stage2.0']"));

        page.Find("input[type=search]").Input("stage2.0");
        var found = page.Find("label + [role=status]").TextContent;
        page.Find("input[type=search]").KeyDown("Enter");

        Assert.NotNull(page.Find("[data-path='stage2.0']"));
        Assert.Contains("stage2.0", page.Find(".details").TextContent, StringComparison.Ordinal);
        Assert.Equal($"1 of {found}", page.Find("label + [role=status]").TextContent);
        page.Find("input[type=search]").Input("no such layer");
        Assert.Equal("no such layer", page.Find("label + [role=status]").TextContent);
    }

    [Fact]
    public void Diagram_ZoomedOutAndIn_FitsFirstAndGrowsThen()
    {
        var page = Diagram(Architectures.LeNet(), new(1, 28, 28));

        page.Find("button[aria-label='Zoom out']").Click();
        Assert.Equal("--zoom: 0", page.Find(".zoomed").GetAttribute("style"));
        Assert.True(page.Find("button[aria-label='Zoom out']").HasAttribute("disabled"));
        page.Find("button[aria-label='Zoom in']").Click();
        page.Find("button[aria-label='Zoom in']").Click();
        Assert.Equal("--zoom: 1.5", page.Find(".zoomed").GetAttribute("style"));
    }

    [Fact]
    public void Diagram_OpenAllBlocks_ShowsEveryLayer()
    {
        var page = Diagram(Architectures.ResNet(18), new(1, 96, 96));

        page.FindAll("button").Single(b => b.TextContent.Contains("Open all", StringComparison.Ordinal)).Click();

        Assert.NotNull(page.Find("[data-path='stage4.1.relu2']"));
        Assert.Equal(8, page.FindAll(".node").Count);
    }

    [Fact]
    public void Diagram_LayerThatDoesNotFit_IsMarkedWithItsSentence()
    {
        var page = Diagram(Architectures.LeNet(), new(1, 8, 8));

        var flawed = page.Find(".volume.flawed");
        Assert.Equal("conv2", flawed.GetAttribute("data-path"));
        Assert.StartsWith("conv2 does not fit: Conv2d", flawed.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains("has a window of 5×5, but 'pool1' gives 6×4×4", page.Find(".details .problem").TextContent, StringComparison.Ordinal);
        Assert.Contains("8 layers not reached", page.Find(".not-reached").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_ResNet18_HasEveryLayerAndTheTotals()
    {
        var view = NetworkView.Of(Architectures.ResNet(18), new(1, 96, 96), 10);

        var table = Render<LayerTable>(p => p.Add(t => t.Architecture, Architectures.ResNet(18)).Add(t => t.Input, new(1, 96, 96)));

        Assert.Equal(view.Attempt.Reached.Count(), table.FindAll("tbody tr").Count);
        Assert.Equal(["Total", "11,178,378", "318,657,536", ""], table.FindAll("tfoot tr > *").Select(c => c.TextContent));
        Assert.Contains("7×7", table.Find("tr[data-path='stem.conv']").TextContent, StringComparison.Ordinal);
    }

    private static void Act(AngleSharp.Dom.IElement element, string how)
    {
        if (how == "click")
            element.Click();
        else
            element.KeyDown(how);
    }

    private IRenderedComponent<NetworkDiagram> Diagram(Architecture architecture, TensorShape input) => Render<NetworkDiagram>(p => p
        .Add(d => d.Architecture, architecture).Add(d => d.Input, input).Add(d => d.Classes, 10));
}
