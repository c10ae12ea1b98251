using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard.Tests;

public class RunPagesTests : ComponentTest
{
    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    [Fact]
    public async Task Home_FirstRunPressed_AddsItAndLeadsToIt()
    {
        var page = Render<Home>();

        page.FindAll("button").Single(b => b.TextContent.Trim() == "Train LeNet on the bundled images").Click();

        var run = Assert.Single(await Store.ListAsync());
        Assert.Equal((RunState.Queued, MlNetCnn.DataSets.Bundled.Name), (run.State, run.Request.Data));
        Assert.EndsWith($"runs/{run.Id}", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_RunAddedElsewhere_AppearsByItself()
    {
        await Store.AddAsync(Tiny.Request("one"));
        var page = Render<Home>();
        Assert.Equal(["one"], Names(page));

        Clock.Advance(TimeSpan.FromSeconds(2));
        await Store.AddAsync(Tiny.Request("two"));
        Clock.Advance(RunFeed.Quiet);

        page.WaitForAssertion(() => Assert.Equal(["two", "one"], Names(page)));
    }

    [Fact]
    public async Task Home_Filtered_ShowsWhatFits()
    {
        await Store.AddAsync(Tiny.Request("first", "blue"));
        await Store.AddAsync(Tiny.Request("second", "green"));
        var page = Render<Home>();

        page.Find("input[type=search]").Input("SEC");
        Assert.Equal(["second"], Names(page));
        page.Find("input[type=search]").Input("");
        page.FindAll("label").Single(l => l.TextContent.TrimStart().StartsWith("Tag", StringComparison.Ordinal)).QuerySelector("select")!.Change("blue");
        Assert.Equal(["first"], Names(page));
        page.Find("input[type=search]").Input("green");

        Assert.Contains("No run is like that.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_Filtered_CountsWhatFits()
    {
        await Store.AddAsync(Tiny.Request("first", "blue"));
        await Store.AddAsync(Tiny.Request("second", "green"));
        var page = Render<Home>();
        Assert.Contains("2 runs, 0 running, 2 queued", page.Markup, StringComparison.Ordinal);

        page.Find("input[type=search]").Input("SEC");

        Assert.Contains("1 run, 0 running, 1 queued", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_HeadingPressed_SortsAndSaysSo()
    {
        foreach (var name in new[] { "b", "c", "a" })
            await Store.AddAsync(Tiny.Request(name));
        var page = Render<Home>();

        page.FindAll("button.sort")[0].Click();
        Assert.Equal(["a", "b", "c"], Names(page));
        Assert.Equal("ascending", page.FindAll("thead th")[1].GetAttribute("aria-sort"));
        page.FindAll("button.sort")[0].Click();

        Assert.Equal(["c", "b", "a"], Names(page));
    }

    [Fact]
    public async Task Home_ManyRuns_ArePaged()
    {
        for (var i = 0; i < 60; i++)
            await Store.AddAsync(Tiny.Request($"run {i}"));
        var page = Render<Home>();
        Assert.Equal(25, Names(page).Length);

        page.FindAll("button").Single(b => b.TextContent.Trim() == "Next").Click();
        page.FindAll("button").Single(b => b.TextContent.Trim() == "Next").Click();

        Assert.Equal(10, Names(page).Length);
        Assert.Contains("51–60 of 60", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_TwoTicked_AreComparedAndOverlaid()
    {
        var (one, two) = (await Store.AddAsync(Tiny.Request("one")), await Store.AddAsync(Tiny.Request("two")));
        var page = Render<Home>();

        page.Find("input[aria-label='Choose one']").Change(true);
        page.Find("input[aria-label='Choose two']").Change(true);
        Assert.NotNull(page.Find($"a[href='runs/compare?runs={one.Id},{two.Id}']"));
        page.FindAll("button").Single(b => b.TextContent.Trim() == "Overlay curves").Click();

        Assert.Equal(["one", "two"], page.FindAll(".chart")[0].QuerySelectorAll(".legend-name").Select(l => l.TextContent));
    }

    [Fact]
    public async Task Home_Deleted_IsInTheTrashAndComesBack()
    {
        await Store.AddAsync(Tiny.Request("one"));
        await Store.AddAsync(Tiny.Request("two"));
        var page = Render<Home>();

        page.Find("button[aria-label='Delete one']").Click();
        page.WaitForAssertion(() => Assert.Equal(["two"], Names(page)));
        page.FindAll("input[type=checkbox]").Single(c => c.ParentElement!.TextContent.Contains("Trash", StringComparison.Ordinal)).Change(true);
        Assert.Equal(["one"], Names(page));
        page.Find("button[aria-label='Restore one']").Click();

        page.WaitForAssertion(() => Assert.Contains("The trash is empty.", page.Markup, StringComparison.Ordinal));
        Assert.Equal(2, (await Store.ListAsync()).Count);
    }

    [Fact]
    public async Task Home_NameOfHtml_IsText()
    {
        await Store.AddAsync(Tiny.Request("<b>bold</b>", "<i>"));

        var page = Render<Home>();

        Assert.Empty(page.FindAll("tbody b, tbody i"));
        Assert.Equal(["<b>bold</b>"], Names(page));
    }

    [Fact]
    public void Run_Unknown_SaysSo() =>
        Assert.Contains("There is no run “20260101-000000-aaaaaa”", Render<RunPage>(p => p.Add(r => r.Id, "20260101-000000-aaaaaa")).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task Run_PausedResumedCancelled_FollowsTheStore()
    {
        var run = await Store.AddAsync(Tiny.Request("mine"));
        var page = Render<RunPage>(p => p.Add(r => r.Id, run.Id));
        Assert.Contains("queued", page.Find(".run-state").TextContent, StringComparison.Ordinal);

        page.Find("button[aria-label='Pause mine']").Click();
        page.WaitForAssertion(() => Assert.Contains("paused", page.Find(".run-state").TextContent, StringComparison.Ordinal));
        page.Find("button[aria-label='Resume mine']").Click();
        page.WaitForAssertion(() => Assert.Contains("queued", page.Find(".run-state").TextContent, StringComparison.Ordinal));
        page.Find("button[aria-label='Cancel mine']").Click();
        page.WaitForAssertion(() => Assert.Contains("cancelled", page.Find(".run-state").TextContent, StringComparison.Ordinal));

        Assert.Equal(RunState.Cancelled, (await Store.GetAsync(run.Id)).State);
        Assert.NotNull(page.Find($"a[href='runs/new?from={run.Id}']"));
    }

    [Fact]
    public async Task Run_TwoPages_SeeOneTruth()
    {
        var run = await Store.AddAsync(Tiny.Request("mine"));
        var (one, two) = (Render<RunPage>(p => p.Add(r => r.Id, run.Id)), Render<RunPage>(p => p.Add(r => r.Id, run.Id)));

        one.Find("button[aria-label='Pause mine']").Click();

        two.WaitForAssertion(() => Assert.Contains("paused", two.Find(".run-state").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_UsageMeasured_IsDrawnAsItGrowsAndAfterAReload()
    {
        var run = await Store.AddAsync(Tiny.Request("mine"));
        var attempt = Store.FolderOf(run.Id).Begin(1, run.Request);
        var page = Render<RunPage>(p => p.Add(r => r.Id, run.Id));
        page.FindAll("details").Single(d => d.TextContent.Contains("Processor", StringComparison.Ordinal)).TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Contains("Nothing has been measured yet", page.Markup, StringComparison.Ordinal);

        new UsageFile(attempt.Usage).Add(new(2, 1.5, 300 << 20));
        await Services.GetRequiredService<RunFeed>().LookAsync();
        page.WaitForAssertion(() => Assert.Contains("memory: 1 point, last 300.", Chart(page, "Memory of its process"), StringComparison.Ordinal));
        Store.FolderOf(run.Id).Settle(1);
        new UsageFile(Store.FolderOf(run.Id).Usage).Add(new(4, 2, 310 << 20, 2L << 30, 0.25));
        await Services.GetRequiredService<RunFeed>().LookAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Contains("memory: 2 points, last 310.", Chart(page, "Memory of its process"), StringComparison.Ordinal));
        Assert.Contains("cores: 2 points, last 2.", Chart(page, "Processor"), StringComparison.Ordinal);
        Assert.Contains("GPU memory: 1 point, last 2048.", Chart(page, "Memory of its GPU"), StringComparison.Ordinal);
        Assert.Contains("GPU load: 1 point, last 25.", Chart(page, "Load of its GPU"), StringComparison.Ordinal);
        var reloaded = Render<RunPage>(p => p.Add(r => r.Id, run.Id));
        Assert.NotNull(reloaded.Find($"a[href='runs/{run.Id}/files/usage.csv']"));
    }

    [Fact]
    public async Task Run_LabelsSaved_AreInTheStoreAndOnThePage()
    {
        var run = await Store.AddAsync(Tiny.Request("mine"));
        var page = Render<RunPage>(p => p.Add(r => r.Id, run.Id));

        page.FindAll(".run-labels input")[0].Change("renamed");
        page.FindAll(".run-labels input")[1].Change("a, b,,a");
        page.Find(".run-labels textarea").Change("<script>note</script>");
        page.Find(".run-labels").Submit();

        page.WaitForAssertion(() => Assert.Equal("renamed", page.Find("h1").TextContent));
        run = await Store.GetAsync(run.Id);
        Assert.Equal("a b", string.Join(' ', run.Tags));
        Assert.Equal("<script>note</script>", run.Note);
        Assert.Empty(page.FindAll("script"));
        Assert.Equal("<script>note</script>", page.Find(".run-note").TextContent);
    }

    [Fact]
    public async Task Run_Options_SayWhoDecided()
    {
        var run = await Store.AddAsync(Tiny.Request().With(new Dictionary<string, string> { ["epochs"] = "3" }));

        var page = Render<RunPage>(p => p.Add(r => r.Id, run.Id));

        var rows = page.FindAll("table[class=numbers-table] tr").ToDictionary(r => r.Children[0].TextContent, r => r.TextContent);
        Assert.EndsWith("3the request", rows["epochs"], StringComparison.Ordinal);
        Assert.EndsWith("the recipe or the default", rows["batch-size"], StringComparison.Ordinal);
    }

    private static string Chart(IRenderedComponent<RunPage> page, string title) => page.Find($"figure[aria-label='{title}'] .chart-drawing[role=img]").GetAttribute("aria-label")!;

    private static string[] Names(IRenderedComponent<Home> page) => [.. page.FindAll("table.runs tbody th a").Select(a => a.TextContent)];
}
