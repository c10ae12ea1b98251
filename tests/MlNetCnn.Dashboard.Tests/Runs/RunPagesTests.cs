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

    private static string Chart(IRenderedComponent<RunPage> page, string title) => page.Find($"figure[aria-label='{title}'] svg[role=img]").GetAttribute("aria-label")!;
}
