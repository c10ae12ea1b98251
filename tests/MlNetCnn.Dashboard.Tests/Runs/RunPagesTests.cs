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

        await page.InvokeAsync(() => page.FindAll("button").Single(b => b.TextContent.Trim() == "Train LeNet on the bundled images").Click());

        var run = Assert.Single(await Store.ListAsync());
        Assert.Equal((RunState.Queued, MlNetCnn.DataSets.Bundled.Name), (run.State, run.Request.Data));
        Assert.EndsWith($"runs/{run.Id}", Address, StringComparison.Ordinal);
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

        await page.InvokeAsync(() => page.Find("button[aria-label='Pause mine']").Click());
        page.WaitForAssertion(() => Assert.Contains("paused", page.Find(".run-state").TextContent, StringComparison.Ordinal));
        await page.InvokeAsync(() => page.Find("button[aria-label='Resume mine']").Click());
        page.WaitForAssertion(() => Assert.Contains("queued", page.Find(".run-state").TextContent, StringComparison.Ordinal));
        await page.InvokeAsync(() => page.Find("button[aria-label='Cancel mine']").Click());
        page.WaitForAssertion(() => Assert.Contains("cancelled", page.Find(".run-state").TextContent, StringComparison.Ordinal));

        Assert.Equal(RunState.Cancelled, (await Store.GetAsync(run.Id)).State);
        Assert.NotNull(page.Find($"a[href='runs/new?from={run.Id}']"));
    }

    [Fact]
    public async Task Run_TwoPages_SeeOneTruth()
    {
        var run = await Store.AddAsync(Tiny.Request("mine"));
        var (one, two) = (Render<RunPage>(p => p.Add(r => r.Id, run.Id)), Render<RunPage>(p => p.Add(r => r.Id, run.Id)));

        await one.InvokeAsync(() => one.Find("button[aria-label='Pause mine']").Click());

        two.WaitForAssertion(() => Assert.Contains("paused", two.Find(".run-state").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_UsageMeasured_IsDrawnAsItGrowsAndAfterAReload()
    {
        var run = await Store.AddAsync(Tiny.Request("mine"));
        var attempt = Store.FolderOf(run.Id).Begin(1, run.Request);
        var page = Show(run.Id, "system");
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
        Assert.NotNull(Show(run.Id, "files").Find($"a[href='runs/{run.Id}/files/usage.csv']"));
    }

    [Fact]
    public async Task Run_LabelsSaved_AreInTheStoreAndOnThePage()
    {
        var run = await Store.AddAsync(Tiny.Request("mine"));
        var page = Show(run.Id, "settings");

        await page.InvokeAsync(() => page.FindAll(".run-labels input")[0].Change("renamed"));
        await page.InvokeAsync(() => page.FindAll(".run-labels input")[1].Change("a, b,,a"));
        await page.InvokeAsync(() => page.Find(".run-labels textarea").Change("<script>note</script>"));
        await page.InvokeAsync(() => page.Find(".run-labels").Submit());

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

        var page = Show(run.Id, "settings");

        var rows = page.FindAll("tr[data-setting]").ToDictionary(r => r.GetAttribute("data-setting")!, r => r.TextContent);
        Assert.Equal("Epochs3the request", rows["epochs"]);
        Assert.EndsWith("the recipe or the default", rows["batch-size"], StringComparison.Ordinal);
        Assert.Equal("epochs", page.Find("tr[data-setting]").GetAttribute("data-setting"));
    }

    [Fact]
    public async Task Run_Tested_ShowsItsFiguresWithIntervals()
    {
        var run = await Store.AddFinishedAsync(FinishedRuns.Request(), right: 18);

        // Wilson 1927 for 18 of 20; each confidence is 0.9, and 90 % are right.
        Assert.Equal(
            ["Test accuracy90.0 %69.9–97.2 % (95 % interval), 20 images", "Loss0.3251log-loss, macro F1 47.4 %", "Calibration error0.0 %Brier score 0.171", "Trained1 s2 epochs, 108 images/s", "Model500 B61.7 k parameters, 100 MACs"],
            Tiles(Show(run.Id)));
    }

    [Fact]
    public async Task Run_NotTested_SaysSoAndLeadsOut()
    {
        var run = await Store.AddFinishedAsync(FinishedRuns.Request(), right: 18, isTested: false);

        var page = Show(run.Id);

        Assert.StartsWith("Test accuracyNot tested", Tiles(page)[0], StringComparison.Ordinal);
        Assert.NotNull(page.Find($".tiles a[href='runs/new?from={run.Id}&test-fraction=0.2']"));
    }

    [Fact]
    public async Task Run_NotTestedOnTooFewImages_OffersNoTest()
    {
        var folder = Directory.CreateTempSubdirectory("mlnetcnn-own-");
        TinyImages.WriteFolder(folder.FullName, ("cat", [1, 2, 3, 4, 5, 6, 7, 8, 9]), ("dog", [1, 2, 3, 4, 5, 6, 7, 8, 9]));
        DataSets.Import(folder.FullName, "pets");
        folder.Delete(recursive: true);
        var run = await Store.AddFinishedAsync(FinishedRuns.Request() with { Data = "pets" }, right: 18, isTested: false);

        var page = Show(run.Id);

        Assert.Contains("every class needs 10", Tiles(page)[0], StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".tiles a"));
    }

    [Fact]
    public async Task Run_Files_ShowTheModelCardAsText()
    {
        var run = await Store.AddFinishedAsync(FinishedRuns.Request(), right: 18);
        await File.WriteAllTextAsync(Store.FolderOf(run.Id).ModelCard, "# lenet\n<b>figures</b>");

        var page = Show(run.Id, "files");

        Assert.Equal("# lenet\n<b>figures</b>", page.Find("pre[aria-label='MODEL.md']").TextContent);
        Assert.NotNull(page.Find($"a[href='runs/{run.Id}/files/MODEL.md']"));
        Assert.Contains("mlnetcnn train lenet", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "p.note")]
    [InlineData("system", "dl.facts")]
    [InlineData("log", "p.note")]
    [InlineData("settings", ".run-labels")]
    [InlineData("unknown", "p.problem")]
    public async Task Run_TabInTheAddress_IsShown(string? tab, string content)
    {
        var run = await Store.AddAsync(Tiny.Request("mine"));

        var page = Show(run.Id, tab);

        Assert.NotNull(page.Find(content));
        Assert.Equal(["", "/mistakes", "/look", "/try", "/files", "/system", "/log", "/settings"], page.FindAll(".tabs a").Select(a => a.GetAttribute("href")![$"runs/{run.Id}".Length..]));
    }

    private IRenderedComponent<RunPage> Show(string id, string? tab = null) => Render<RunPage>(p => p.Add(r => r.Id, id).Add(r => r.Tab, tab));

    private static string[] Tiles(IRenderedComponent<RunPage> page) =>
        [.. page.FindAll(".tiles > div").Select(t => string.Concat(t.Children.Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))))];

    private static string Chart(IRenderedComponent<RunPage> page, string title) => page.Find($"figure[aria-label='{title}'] .chart-drawing[role=img]").GetAttribute("aria-label")!;
}
