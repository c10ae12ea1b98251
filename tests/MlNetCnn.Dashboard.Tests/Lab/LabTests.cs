using Bunit;
using MlNetCnn.Textbook;

namespace MlNetCnn.Dashboard.Tests;

public class LabTests : ComponentTest
{
    public static TheoryData<string, int, string> Cases()
    {
        var data = new TheoryData<string, int, string>();
        foreach (var page in LabPage.All)
        {
            for (var i = 0; i < page.Cases.Length; i++)
            {
                if (page.Cases[i].Setup is not null)
                    data.Add(page.Slug, i, page.Cases[i].Title);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Page_ExampleOfTheNotebook_ComputesWhatItExpects(string slug, int index, string title)
    {
        var page = Operation(slug);

        page.FindAll(".cases button.mud-button-root")[index].Click();

        Assert.Contains($"✓ This is what the notebook expects of “{title}”", page.Find(".good").TextContent, StringComparison.Ordinal);
        Assert.Equal(LabPage.Find(slug)!.Cases.Length, page.FindAll(".tick").Count);
    }

    [Fact]
    public void Index_EveryExample_HasItsTick()
    {
        var page = Render<LabIndex>();

        Assert.Equal(NotebookCases.All.Count, page.FindAll(".tick").Count);
        Assert.Equal(LabPage.All.Length + 1, page.FindAll(".card").Count); // the picture has no example
        Assert.NotNull(page.Find(".card a[href='lab/picture']"));
    }

    [Fact]
    public void CrossCorrelation_CellEdited_ComputesAnewAndTakesTheTickAway()
    {
        var page = Operation("cross-correlation");
        Assert.Equal(["19", "25", "37", "43"], Output(page));

        page.FindAll(".matrix")[0].QuerySelectorAll("input")[8].Change("10");

        Assert.Equal(["19", "25", "37", "49"], Output(page));
        Assert.Empty(page.FindAll("p.good"));
        Assert.Contains("Changed since", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void CrossCorrelation_CellThatIsNoNumber_IsSaidAndKeepsTheOld()
    {
        var page = Operation("cross-correlation");

        page.FindAll(".matrix")[0].QuerySelectorAll("input")[8].Change("x");

        Assert.Contains("'x' is not a number", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["19", "25", "37", "43"], Output(page));
    }

    [Fact]
    public void Player_Next_MovesTheWindowAndWritesTheSum()
    {
        var page = Operation("cross-correlation");
        Assert.Equal("0·0 + 1·1 + 3·2 + 4·3 = 19", page.Find(".sum").TextContent);

        Button(page, "Next").Click();

        Assert.Equal("1·0 + 2·1 + 4·2 + 5·3 = 25", page.Find(".sum").TextContent);
        Assert.Equal([1, 2, 4, 5], Covered(page));
    }

    [Fact]
    public void Player_Play_GoesThroughEveryCellAndStops()
    {
        var page = Operation("cross-correlation");

        Button(page, "Play").Click();
        Assert.NotNull(Button(page, "Pause"));
        for (var i = 0; i < 5; i++)
            page.InvokeAsync(() => Clock.Advance(Player.Pace));

        page.WaitForAssertion(() => Assert.Contains("Cell 4 of 4", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.NotNull(Button(page, "Play")));
    }

    [Fact]
    public void Output_CellChosen_ShowsItsWindow()
    {
        var page = Operation("cross-correlation");

        page.FindAll(".matrix")[^1].QuerySelectorAll("button")[3].Click();

        Assert.Equal("4·0 + 5·1 + 7·2 + 8·3 = 43", page.Find(".sum").TextContent);
    }

    [Fact]
    public void Padding_Slider_PutsTheNumbersIntoTheFormula()
    {
        var page = Operation("padding-and-stride");

        Slider(page, "Padding height").Input("0");
        Slider(page, "Stride width").Input("2");

        Assert.Contains("Height ⌊(8 − 3 + 2·0 + 1) / 1⌋ = 6, width ⌊(8 − 3 + 2·1 + 2) / 2⌋ = 4", Words(page.Find(".formula").TextContent), StringComparison.Ordinal);
        Assert.Equal(24, Output(page).Length);
    }

    [Fact]
    public void Kernel_ThatDoesNotFit_IsSaid()
    {
        var page = Operation("cross-correlation");

        Slider(page, "Kernel height").Input("5");

        Assert.Contains("does not fit", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Slider(page, "Kernel height").Input("2");
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public void Pooling_Mean_IsComputed()
    {
        var page = Operation("pooling");

        page.Find("select").Change(nameof(NotebookOperation.AveragePooling));

        Assert.Equal(["2", "3", "5", "6"], Output(page));
        Assert.Equal("(0 + 1 + 3 + 4) / 4 = 2", page.Find(".sum").TextContent);
    }

    [Fact]
    public void Pointwise_AnyValues_EqualsTheMatrixProduct()
    {
        var page = Operation("one-by-one");

        page.FindAll(".matrix")[0].QuerySelector("input")!.Change("7");

        Assert.Contains("largest difference 0", page.Find("p.good").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Learning_Steps_ShowTheLossFallAndTheKernelFound()
    {
        var page = Operation("learning-a-kernel");
        Assert.Equal(1, Points(page));

        Button(page, "Next").Click();
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Equal(2, Points(page)));
        Button(page, "Last").Click();

        page.WaitForAssertion(() => Assert.Contains("Iteration 10", page.Find(".sum").TextContent, StringComparison.Ordinal));
        Assert.Contains("✓ Within 0.1 of [[1,-1]]", page.Find(".sum").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Residual_ShapeThatChanges_NeedsAShortcut()
    {
        var page = Operation("residual-block");
        Assert.Contains("4×3×6×6", page.Find(".formula").TextContent, StringComparison.Ordinal);

        Slider(page, "Channels out").Input("6");
        Slider(page, "Stride").Input("2");
        Assert.Contains("give it a 1×1 shortcut", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("block", page.Find(".volume.flawed").GetAttribute("data-path"));

        Button(page, "Give it a 1×1 shortcut").Click();
        Assert.Contains("4×6×3×3", page.Find(".formula").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find(".volume[data-path='block.conv3']"));
    }

    [Fact]
    public void GroupedBlock_OfTheNotebook_HasItsShapeParametersAndTick()
    {
        var page = Operation("grouped-block");

        Assert.Contains("4×32×96×96 → 4×32×96×96, 6,944 parameters", page.Find(".formula").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 · 16 · 16 · 9 + 32 = 4,640 parameters; without groups 32 · 32 · 9 + 32 = 9,248", page.Find(".sum").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll(".cases .tick"));
        Assert.NotNull(page.Find(".volume[data-path='block.conv2']"));
    }

    [Fact]
    public void GroupedBlock_Changed_IsPlannedAnew()
    {
        var page = Operation("grouped-block");

        Slider(page, "Channels").Input("24"); // 16 is no part of it
        Assert.Equal("12", page.FindAll("select")[1].GetAttribute("value"));
        Slider(page, "Stride").Input("2");
        Assert.Equal("block", page.Find(".volume.flawed").GetAttribute("data-path"));
        Button(page, "Give it a 1×1 shortcut").Click();
        Assert.Contains("→ 4×24×48×48", page.Find(".formula").TextContent, StringComparison.Ordinal);

        page.Find(".cases button.mud-button-root").Click();
        Assert.Contains("6,944 parameters", page.Find(".formula").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Slug_OfNoPage_SaysSo() =>
        Assert.Contains("There is no page “nothing”", Operation("nothing").Markup, StringComparison.Ordinal);

    private IRenderedComponent<LabOperation> Operation(string slug) => Render<LabOperation>(p => p.Add(o => o.Slug, slug));

    private static string[] Output(IRenderedComponent<LabOperation> page) =>
        [.. page.FindAll(".matrix")[^1].QuerySelectorAll("td").Select(c => c.TextContent.Trim())];

    private static int[] Covered(IRenderedComponent<LabOperation> page) =>
        [.. page.FindAll(".matrix")[0].QuerySelectorAll("td.window input").Select(c => int.Parse(c.GetAttribute("value")!))];

    private static int Points(IRenderedComponent<LabOperation> page) => page.FindAll("polyline")[0].GetAttribute("points")!.Split(' ').Length;

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static AngleSharp.Dom.IElement Slider(IRenderedComponent<LabOperation> page, string label) =>
        page.FindAll("label.slider").Single(l => l.QuerySelector("span")!.TextContent == label).QuerySelector("input")!;

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<LabOperation> page, string text) =>
        page.FindAll("button").First(b => b.TextContent.Trim() == text);
}
