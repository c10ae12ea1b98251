using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace MlNetCnn.Dashboard.Tests;

public class RunListTests : ComponentTest
{
    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    [Fact]
    public async Task List_RunAddedElsewhere_AppearsByItself()
    {
        await Store.AddAsync(Tiny.Request("one"));
        var page = Render<RunList>();
        Assert.Equal(["one"], Names(page));

        Clock.Advance(TimeSpan.FromSeconds(2));
        await Store.AddAsync(Tiny.Request("two"));
        Clock.Advance(RunFeed.Quiet);

        page.WaitForAssertion(() => Assert.Equal(["two", "one"], Names(page)));
    }

    [Fact]
    public async Task List_Filtered_ShowsWhatFits()
    {
        await Store.AddAsync(Tiny.Request("first", "blue"));
        await Store.AddAsync(Tiny.Request("second", "green"));
        var page = Render<RunList>();

        await page.InvokeAsync(() => page.Find("input[type=search]").Input("SEC"));
        Assert.Equal(["second"], Names(page));
        await page.InvokeAsync(() => page.Find("input[type=search]").Input(""));
        await ChooseAsync(page, "Tag", "blue");
        Assert.Equal(["first"], Names(page));
        await page.InvokeAsync(() => page.Find("input[type=search]").Input("green"));

        Assert.Contains("No run matches the filter.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Filtered_CountsWhatFits()
    {
        await Store.AddAsync(Tiny.Request("first", "blue"));
        await Store.AddAsync(Tiny.Request("second", "green"));
        var page = Render<RunList>();
        Assert.Contains("2 runs, 0 running, 2 queued", page.Markup, StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Find("input[type=search]").Input("SEC"));

        Assert.Contains("1 run, 0 running, 1 queued", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Views_SavedAndDeleted_AreKeptInTheBrowser()
    {
        var write = JSInterop.Setup<bool>("mlnetcnn.kept.write", _ => true).SetResult(true);
        JSInterop.Setup<string?>("mlnetcnn.kept.read", "views").SetResult("""{"<b>mine": "?status=Failed", "broken": null, "": ""}""");
        var (popovers, dialogs) = (Render<MudPopoverProvider>(), Render<MudDialogProvider>());
        var page = Render<RunList>();
        page.WaitForState(() => page.FindComponent<RunViews>().Find("button") is not null);
        await page.InvokeAsync(() => page.FindComponent<RunViews>().Find("button").Click());
        popovers.WaitForAssertion(() => Assert.Equal(["<b>mine", "Save this view…"], Items()));
        Assert.Equal("?status=Failed", popovers.FindAll("a.mud-menu-item")[0].GetAttribute("href"));

        Services.GetRequiredService<NavigationManager>().NavigateTo("?status=Queued&page=2");
        await popovers.InvokeAsync(() => popovers.FindAll(".mud-menu-item")[1].Click());
        dialogs.WaitForAssertion(() => dialogs.Find("#view-name").Input(" waiting "));
        await dialogs.InvokeAsync(() => dialogs.FindAll("button").Single(b => b.TextContent == "Save view").Click());

        page.WaitForAssertion(() => Assert.Equal("""{"\u003Cb\u003Emine":"?status=Failed","waiting":"?status=Queued"}""", write.Invocations.Last().Arguments[1]));
        page.WaitForAssertion(() => Assert.Equal("waiting", page.FindComponent<RunViews>().Find("button").TextContent.Trim()));
        await page.InvokeAsync(() => page.FindComponent<RunViews>().Find("button").Click());
        await popovers.InvokeAsync(() => popovers.FindAll(".mud-menu-item")[^1].Click());
        page.WaitForAssertion(() => Assert.DoesNotContain("waiting", $"{write.Invocations.Last().Arguments[1]}", StringComparison.Ordinal));

        IEnumerable<string> Items() => popovers.FindAll(".mud-menu-item").Select(i => i.TextContent.Trim());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("no JSON")]
    [InlineData("""{"a name that is much too long for a button of a list": ""}""")]
    [InlineData(null)]
    public void SavedViews_OfATextThatIsNotTheirs_AreNone(string? text) => Assert.Empty(SavedViews.Read(text));

    [Fact]
    public void SavedViews_MoreThanFit_AreNotWritten() =>
        Assert.Null(SavedViews.Write(Enumerable.Range(0, SavedViews.Most + 1).ToDictionary(i => $"{i}", _ => new RunListView())));

    [Fact]
    public async Task List_HeadingPressed_SortsAndSaysSo()
    {
        foreach (var name in new[] { "b", "c", "a" })
            await Store.AddAsync(Tiny.Request(name));
        var page = Render<RunList>();

        await page.InvokeAsync(() => page.Find("th.of-name button").Click());
        Assert.Equal(["a", "b", "c"], Names(page));
        Assert.Equal("ascending", page.Find("th.of-name").GetAttribute("aria-sort"));
        await page.InvokeAsync(() => page.Find("th.of-name button").Click());

        Assert.Equal(["c", "b", "a"], Names(page));
    }

    [Fact]
    public async Task List_ManyRuns_ArePaged()
    {
        for (var i = 0; i < 60; i++)
            await Store.AddAsync(Tiny.Request($"run {i}"));
        var page = Render<RunList>();
        Assert.Equal(25, Names(page).Length);

        await page.InvokeAsync(() => page.FindAll("button").Single(b => b.TextContent.Trim() == "Next").Click());
        await page.InvokeAsync(() => page.FindAll("button").Single(b => b.TextContent.Trim() == "Next").Click());

        Assert.Equal(10, Names(page).Length);
        Assert.Contains("51–60 of 60", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_TwoTicked_AreComparedAndOverlaid()
    {
        var (one, two) = (await Store.AddAsync(Tiny.Request("one")), await Store.AddAsync(Tiny.Request("two")));
        var page = Render<RunList>();

        await page.InvokeAsync(() => page.Find("input[aria-label='Choose one']").Change(true));
        await page.InvokeAsync(() => page.Find("input[aria-label='Choose two']").Change(true));
        Assert.NotNull(page.Find($"a[href='runs/compare?runs={one.Id},{two.Id}']"));
        await page.InvokeAsync(() => page.FindAll("button").Single(b => b.TextContent.Trim() == "Overlay curves").Click());

        Assert.Equal(["one", "two"], page.FindAll(".chart")[0].QuerySelectorAll(".legend-name").Select(l => l.TextContent));
    }

    [Fact]
    public async Task List_Deleted_IsInTheTrashAndComesBack()
    {
        await Store.AddAsync(Tiny.Request("one"));
        await Store.AddAsync(Tiny.Request("two"));
        var page = Render<RunList>();

        await page.InvokeAsync(() => page.Find("button[aria-label='Delete one']").Click());
        page.WaitForAssertion(() => Assert.Equal(["two"], Names(page)));
        await page.InvokeAsync(() => page.FindAll("label.mud-checkbox").Single(l => l.TextContent.Contains("Trash", StringComparison.Ordinal)).QuerySelector("input")!.Change(true));
        Assert.Equal(["one"], Names(page));
        await page.InvokeAsync(() => page.Find("button[aria-label='Restore one']").Click());

        page.WaitForAssertion(() => Assert.Contains("The trash is empty.", page.Markup, StringComparison.Ordinal));
        Assert.Equal(2, (await Store.ListAsync()).Count);
    }

    [Fact]
    public async Task List_NameOfHtml_IsText()
    {
        await Store.AddAsync(Tiny.Request("<b>bold</b>", "<i>"));

        var page = Render<RunList>();

        Assert.Empty(page.FindAll("td.of-name b, td.of-name i"));
        Assert.Equal(["<b>bold</b>"], Names(page));
    }

    [Fact]
    public async Task List_AddressGiven_ShowsTheSame()
    {
        await Store.AddAsync(Tiny.Request("slow").With(new Dictionary<string, string> { ["learning-rate"] = "0.01" }));
        await Store.AddAsync(Tiny.Request("fast").With(new Dictionary<string, string> { ["learning-rate"] = "0.2" }));
        await Store.AddAsync(Tiny.Request("other").With(new Dictionary<string, string> { ["learning-rate"] = "0.1" }));
        Services.GetRequiredService<NavigationManager>().NavigateTo("?columns=learning-rate,epochs&pinned=1&sort=learning-rate&order=up");

        var page = Render<RunList>();

        Assert.Equal(["slow", "other", "fast"], Names(page));
        Assert.Equal(["Learning rate", "Epochs"], page.FindAll("th").Select(h => h.TextContent.Trim()).Where(t => t is not ("" or "Run" or "Actions")));
        Assert.Equal("ascending", page.Find("th.of-learning-rate").GetAttribute("aria-sort"));
        Assert.Equal(["of-name", "of-learning-rate"], page.FindAll("th.sticky-left:not(.choose)").Select(h => h.ClassList.Single(c => c.StartsWith("of-", StringComparison.Ordinal))));
        Assert.Contains("--before:0", page.Find("td.pinned").GetAttribute("style"), StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find("input[type=search]").Input("s"));
        Assert.EndsWith("?find=s&sort=learning-rate&order=up&columns=learning-rate,epochs&pinned=1", Uri.UnescapeDataString(Address), StringComparison.Ordinal);
        Services.GetRequiredService<NavigationManager>().NavigateTo("?find=fast");
        page.WaitForAssertion(() => Assert.Equal(["fast"], Names(page)));
    }

    [Fact]
    public async Task List_Grouped_NamesEachGroupWithItsCountAndBest()
    {
        await Store.AddFinishedAsync(FinishedRuns.Request() with { Name = "one", Group = "grid" }, right: 10);
        await Store.AddFinishedAsync(FinishedRuns.Request() with { Name = "two", Group = "grid" }, right: 19);
        await Store.AddFinishedAsync(FinishedRuns.Request() with { Name = "alone" }, right: 12);
        Services.GetRequiredService<NavigationManager>().NavigateTo("?group=sweep&sort=test");

        var page = Render<RunList>();

        Assert.Equal(["grid 2 runs, best test accuracy 95.0 %", "No sweep 1 run, best test accuracy 60.0 %"], page.FindAll(".mud-datagrid-group").Select(g => g.TextContent.Trim()));
        Assert.Equal(["two", "one", "alone"], Names(page));
    }

    [Fact]
    public async Task List_Accuracy_HasItsInterval()
    {
        await Store.AddFinishedAsync(FinishedRuns.Request(), right: 18);
        var untested = await Store.AddFinishedAsync(FinishedRuns.Request(("seed", "2")), right: 18, isTested: false);
        await Store.AddEpochsAsync(untested.Id, 0.5, 0.2, 0.3);

        var page = Render<RunList>();

        var cells = page.FindAll("td.of-test").Select(c => c.TextContent.Trim()).ToArray();
        // Wilson 1927 for 18 of 20.
        Assert.Contains("90.0 % 69.9–97.2 %", cells);
        Assert.Contains("not tested", cells);
        Assert.Equal("1,18 36,2 71,7.3", page.Find(".sparkline polyline").GetAttribute("points"));
    }

    [Fact]
    public async Task List_AllOfTheFilterChosen_AreTaggedAndDeleted()
    {
        for (var i = 0; i < 30; i++)
            await Store.AddAsync(Tiny.Request($"run {i}", "old"));
        await Store.AddAsync(Tiny.Request("other"));
        var dialogs = Render<MudDialogProvider>();
        var page = Render<RunList>();
        await page.InvokeAsync(() => page.Find("input[type=search]").Input("run"));
        await page.InvokeAsync(() => page.Find("input[aria-label='Choose all runs of this page']").Change(true));
        Assert.Contains("25 selected", page.Markup, StringComparison.Ordinal);

        Press(page, "Select all 30 of the filter");
        Press(page, "Tag");
        dialogs.WaitForElement(".mud-dialog #add-tags").Change("new, b");
        await dialogs.InvokeAsync(() => dialogs.FindAll(".mud-dialog label.mud-checkbox").Single(l => l.TextContent.Contains("Remove old", StringComparison.Ordinal)).QuerySelector("input")!.Change(true));
        await dialogs.InvokeAsync(() => dialogs.FindAll("button").Single(b => b.TextContent.Trim() == "Save tags").Click());
        page.WaitForAssertion(() => Assert.Equal("bnew", page.Find("td.of-name .chips").TextContent.Replace(" ", "", StringComparison.Ordinal)));
        dialogs.WaitForState(() => dialogs.FindAll(".mud-dialog").Count == 0);
        Press(page, "Delete");
        dialogs.WaitForElement(".mud-dialog");
        Assert.Contains("Delete 30 runs?", dialogs.Markup, StringComparison.Ordinal);
        await dialogs.InvokeAsync(() => dialogs.FindAll(".mud-dialog button").Single(b => b.TextContent.Trim() == "Delete").Click());

        page.WaitForAssertion(() => Assert.Empty(Names(page)));
        Assert.Equal(["other"], (await Store.ListAsync()).Select(r => r.Name));
    }

    [Fact]
    public async Task List_Columns_OfferThoseThatDifferFirst()
    {
        await Store.AddAsync(Tiny.Request("one").With(new Dictionary<string, string> { ["learning-rate"] = "0.01" }));
        await Store.AddAsync(Tiny.Request("two").With(new Dictionary<string, string> { ["learning-rate"] = "0.2" }));
        var dialogs = Render<MudDialogProvider>();
        var page = Render<RunList>();

        Press(page, "Columns");
        dialogs.WaitForElement(".mud-dialog");
        var first = dialogs.Find(".column-choice > fieldset");
        Assert.Equal(["Settings that differ", "Learning rate"], first.Children.Select(c => c.TextContent.Trim()));
        await dialogs.InvokeAsync(() => dialogs.FindAll(".mud-dialog label.mud-checkbox").Single(l => l.TextContent.Trim() == "Batch size").QuerySelector("input")!.Change(true));
        await dialogs.InvokeAsync(() => dialogs.Find("button[aria-label='Move Batch size to the left']").Click());
        await dialogs.InvokeAsync(() => dialogs.FindComponent<MudSelect<int>>().Instance.ValueChanged.InvokeAsync(2));
        await dialogs.InvokeAsync(() => dialogs.FindAll("button").Single(b => b.TextContent.Trim() == "Show columns").Click());

        page.WaitForAssertion(() => Assert.Equal("Batch size", page.Find("th.of-batch-size").TextContent.Trim()));
        Assert.Equal(2, page.FindAll("th.pinned").Count);
        Assert.Equal(page.FindAll("th.pinned")[^1].TextContent, Assert.Single(page.FindAll("th.last-pinned")).TextContent);
        Assert.EndsWith(",batch-size,created&pinned=2", Uri.UnescapeDataString(Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Starred_IsFound()
    {
        await Store.AddAsync(Tiny.Request("one"));
        await Store.AddAsync(Tiny.Request("two"));
        var page = Render<RunList>();

        await page.InvokeAsync(() => page.Find("button[aria-label='Star one']").Click());
        page.WaitForElement("button[aria-label='Unstar one']");
        Services.GetRequiredService<NavigationManager>().NavigateTo(page.FindAll(".tabs a").Single(a => a.TextContent == "Starred").GetAttribute("href")!);

        page.WaitForAssertion(() => Assert.Equal(["one"], Names(page)));
    }

    private static void Press(IRenderedComponent<RunList> page, string button) => page.FindAll("button").Single(b => b.TextContent.Trim() == button).Click();

    private static Task ChooseAsync(IRenderedComponent<RunList> page, string label, string value)
    {
        var field = page.FindComponents<ChoiceField>().Single(c => c.Instance.Label == label);
        return page.InvokeAsync(() => field.Instance.Changed.InvokeAsync(value));
    }

    private static string[] Names(IRenderedComponent<RunList> page) => [.. page.FindAll(".runs td.of-name > a").Select(a => a.TextContent)];
}
