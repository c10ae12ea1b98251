using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MlNetCnn.Experiments;
using MudBlazor;

namespace MlNetCnn.Dashboard.Tests;

public class RunComparisonPageTests : ComponentTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void Compare_Nothing_SaysHowToChoose()
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var page = Render<RunComparisonPage>();

        Assert.Contains("No runs are chosen.", page.Markup, StringComparison.Ordinal);
        page.Find("input").Input("my group");
        page.Find("form").Submit();
        Assert.EndsWith("runs/compare?group=my%20group", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_WithABaseline_SaysHowTheOthersDiffer()
    {
        var good = await Store.AddFinishedAsync(FinishedRuns.Request(("learning-rate", "0.5")), right: 18, macs: 200);
        var bad = await Store.AddFinishedAsync(FinishedRuns.Request(("learning-rate", "0.1")), right: 8, macs: 100);

        var page = await OpenAsync($"runs={good.Id},{bad.Id}&baseline={bad.Id}");

        Assert.Matches(@"\+50\.0 points, p 0\.\d{3}", Cell(page, 0, "test accuracy"));
        Assert.Contains("×2.00", Cell(page, 0, "MACs"), StringComparison.Ordinal);
        Assert.DoesNotContain("×", Cell(page, 1, "MACs"), StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find("#baseline").Change(""));
        Assert.EndsWith($"runs/compare?runs={good.Id},{bad.Id}", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_AnyTwoMetrics_AreDrawnAgainstEachOther()
    {
        var first = await Store.AddFinishedAsync(FinishedRuns.Request(("learning-rate", "0.5")), right: 18, macs: 200);
        var second = await Store.AddFinishedAsync(FinishedRuns.Request(("learning-rate", "0.1")), right: 8, macs: 100);
        var page = await OpenAsync($"runs={first.Id},{second.Id}");

        await page.InvokeAsync(() => page.Find("#metric-x").Change("macs"));
        await page.InvokeAsync(() => page.Find("#metric-y").Change("training-speed"));

        var chart = page.FindComponents<ScatterChart>().Single(c => c.Instance.Title == "training images/s against MACs");
        Assert.Equal(["200", "108", "100", "98"], chart.FindAll("tbody td.n").Select(c => c.TextContent).Where(t => t is not ("1" or "2")));
    }

    [Fact]
    public async Task Compare_TwoChoices_MarksTheBestAndTestsTheOther()
    {
        var good = await Store.AddFinishedAsync(FinishedRuns.Request(("learning-rate", "0.5")), right: 18, macs: 200);
        var bad = await Store.AddFinishedAsync(FinishedRuns.Request(("learning-rate", "0.1")), right: 8, macs: 100);

        var page = await OpenAsync($"runs={good.Id},{bad.Id}");

        Assert.Equal(2, Rows(page).Count);
        Assert.Contains("learning rate 0.5", Rows(page)[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("best: ", Cell(page, 0, "test accuracy"), StringComparison.Ordinal);
        Assert.Contains("90.0 % (69.9–97.2 %)", Cell(page, 0, "test accuracy"), StringComparison.Ordinal);
        Assert.DoesNotContain("best: ", Cell(page, 1, "test accuracy"), StringComparison.Ordinal);
        Assert.Contains("best: ", Cell(page, 1, "MACs"), StringComparison.Ordinal);
        // Both have as many parameters: neither is better.
        Assert.DoesNotContain("best: ", Cell(page, 0, "parameters"), StringComparison.Ordinal);
        // Right on ten images where the other is wrong, never the other way round.
        Assert.Contains("worse than the best by more than chance", Cell(page, 1, "p-value against the best"), StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll(".scatter-point.on-front > title").Count);
        Assert.Equal(["0.5", "0.1"], page.FindAll("table").Single(t => t.QuerySelector("caption")!.TextContent == "What differs between the choices")
            .QuerySelectorAll("tbody tr")[0].QuerySelectorAll("td").Select(d => d.TextContent));
    }

    [Fact]
    public async Task Compare_Seeds_AreOneLineWithTheirDeviation()
    {
        var a = await Store.AddFinishedAsync(FinishedRuns.Request(("seed", "1")), right: 18);
        var b = await Store.AddFinishedAsync(FinishedRuns.Request(("seed", "2")), right: 16);

        var page = await OpenAsync($"runs={a.Id},{b.Id}");

        Assert.Contains("85.0 ± 7.1 % sd", Cell(page, 0, "test accuracy"), StringComparison.Ordinal);
        Assert.Equal("2", Cell(page, 0, "runs"));
    }

    [Fact]
    public async Task Compare_Seeds_AreOneCurveThatIsTheirMeanWithABand()
    {
        var one = await Store.AddFinishedAsync(FinishedRuns.Request(("seed", "1")) with { Group = "g" }, right: 18);
        var two = await Store.AddFinishedAsync(FinishedRuns.Request(("seed", "2")) with { Group = "g" }, right: 16);
        await Store.AddEpochsAsync(one.Id, 0.9, 0.6);
        await Store.AddEpochsAsync(two.Id, 0.7, 0.4);

        var page = await OpenAsync("group=g");

        Assert.Equal("lenet (mean of 2 runs)", Assert.Single(Legend(page)));
        Assert.Contains("2 points, last 0.5.", page.Find(".charts .chart-drawing").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll(".charts .band"));
    }

    [Fact]
    public async Task Compare_ImagesThatTheRunRead_AreThoseOfTheDrawing()
    {
        // Its data set has 1×28×28 now.
        var colored = await Store.AddFinishedAsync(FinishedRuns.Request() with { Group = "g" }, right: 18, input: new TensorShape(3, 32, 32));

        var page = await OpenAsync($"runs={colored.Id}");

        Assert.StartsWith("lenet, 3×32×32, ", Assert.Single(page.FindAll(".strips h3")).TextContent);
    }

    [Fact]
    public async Task Compare_ImagesOfUnknownShape_AreNotGuessed()
    {
        var old = await Store.AddFinishedAsync(FinishedRuns.Request(), right: 18, hasInput: false);

        var page = await OpenAsync($"runs={old.Id}");

        Assert.Equal("lenet", Assert.Single(page.FindAll(".strips h3")).TextContent);
        Assert.Contains("Not drawn: the shape of the images", page.Find(".strips").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_RunsWithoutAccuracy_AreNotTheMostAccurate()
    {
        var untested = await Store.AddFinishedAsync(FinishedRuns.Request(), right: 18, isTested: false);

        var page = await OpenAsync($"runs={untested.Id}");

        Assert.Contains("accuracy not measured", Cell(page, 0, "p-value against the best"), StringComparison.Ordinal);
        Assert.DoesNotContain("the most accurate", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_HeadingPressed_OrdersAndTheAddressFollows()
    {
        var good = await Store.AddFinishedAsync(FinishedRuns.Request(("learning-rate", "0.5")), right: 18, macs: 200);
        var bad = await Store.AddFinishedAsync(FinishedRuns.Request(("learning-rate", "0.1")), right: 8, macs: 100);
        var page = await OpenAsync($"runs={good.Id},{bad.Id}");

        await page.InvokeAsync(() => page.FindAll("button.sort").Single(b => b.TextContent.Trim() == "MACs").Click());

        page.WaitForAssertion(() => Assert.Contains("learning rate 0.1", Rows(page)[0].TextContent, StringComparison.Ordinal), Patience);
        Assert.EndsWith("&sort=macs&order=up", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal("ascending", page.FindAll("th").Single(h => h.TextContent.Trim().StartsWith("MACs", StringComparison.Ordinal)).GetAttribute("aria-sort"));

        await page.InvokeAsync(() => page.FindComponent<MudSelect<ComparisonCost>>().Instance.ValueChanged.InvokeAsync(ComparisonCost.ModelBytes));
        page.WaitForAssertion(() => Assert.Contains("size of the model's file, MiB", page.Find(".chart").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("cost=model-bytes", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_RunsThatWait_AreAboveAndComeInWhenTheySucceed()
    {
        await Store.AddFinishedAsync(FinishedRuns.Request() with { Group = "g" }, right: 18);
        await Store.AddAsync(FinishedRuns.Request(("learning-rate", "0.1")) with { Group = "g", Name = "<script>x</script>" });
        var page = await OpenAsync("group=g");
        Assert.Equal("Compare “g”", page.Find("h1").TextContent);
        Assert.Single(Rows(page));
        Assert.Contains("1 run is not over yet", page.Markup, StringComparison.Ordinal);
        Assert.Contains("<script>x</script>", page.Find(".waiting-runs").TextContent, StringComparison.Ordinal);

        await Store.AddFinishedAsync(FinishedRuns.Request(("learning-rate", "0.2")) with { Group = "g" }, right: 10);
        Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Equal(2, Rows(page).Count), Patience);
    }

    [Fact]
    public async Task Compare_RunThatTrains_IsDrawnAsItGoesOnUnderItsName()
    {
        var done = await Store.AddFinishedAsync(FinishedRuns.Request(("learning-rate", "0.5")) with { Group = "g" }, right: 18);
        var training = await Store.AddAsync(FinishedRuns.Request(("learning-rate", "0.1")) with { Group = "g", Name = "under way" });
        await Store.AddEpochsAsync(done.Id, 0.9, 0.8);
        var page = await OpenAsync("group=g");
        Assert.Equal(["lenet"], Legend(page));

        await Store.AddEpochsAsync(training.Id, 0.7, 0.6, 0.5);
        Clock.Advance(RunFeed.Busy);

        page.WaitForAssertion(() => Assert.Equal(["lenet", "under way"], Legend(page)), Patience);
        page.WaitForAssertion(() => Assert.Contains("under way: 3 points, last 0.5.", page.Markup, StringComparison.Ordinal), Patience);
        await page.InvokeAsync(() => page.FindAll("input[type=checkbox]").Single(c => c.Closest("label")!.TextContent.Contains("Training images", StringComparison.Ordinal)).Change(true));
        Assert.EndsWith("&curve=training", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_RunsThatWerePruned_AreCountedApartAndSayWhy()
    {
        await Store.AddFinishedAsync(FinishedRuns.Request() with { Group = "g" }, right: 18);
        var pruned = Store.NewRun(FinishedRuns.Request(("learning-rate", "0.1")) with { Group = "g" }, priority: 0, note: null);
        await Store.AddAsync(pruned with { State = RunState.Cancelled, PrunedAfter = 2, Sentence = "Pruned after epoch 2: validation accuracy 10.0 %, choice 3 of 3." }, CancellationToken.None);

        var page = await OpenAsync("group=g");

        Assert.Single(Rows(page));
        Assert.Contains("1 was pruned before the end (successive halving) and is left out.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("choice 3 of 3.", page.Find(".waiting-runs").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_UnknownRun_SaysWhich()
    {
        var page = await OpenAsync("runs=20000101-000000-zzzzzz");

        Assert.Contains("There is no run “20000101-000000-zzzzzz”", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("There are no such runs.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_SpeedOfAnotherMachine_IsMarkedStaleAndNoneIsBest()
    {
        var elsewhere = new ScoringSpeed(1000, 1, 2, "elsewhere", "cpu", DateTimeOffset.UnixEpoch);
        var a = await Store.AddFinishedAsync(FinishedRuns.Request(("learning-rate", "0.5")), right: 18, speed: elsewhere);
        var b = await Store.AddFinishedAsync(FinishedRuns.Request(("learning-rate", "0.1")), right: 8, speed: elsewhere with { RowsPerSecond = 2000 });

        var page = await OpenAsync($"runs={a.Id},{b.Id}");

        Assert.Equal("2,000*", Cell(page, 1, "scoring rows/s"));
        Assert.Contains("Stale: measured on elsewhere", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_Copied_GivesTheTableAndTheLink()
    {
        JSInterop.Setup<bool>("mlnetcnn.copy", _ => true).SetResult(true);
        var run = await Store.AddFinishedAsync(FinishedRuns.Request(), right: 18);
        var page = await OpenAsync($"runs={run.Id}");

        foreach (var name in new[] { "Copy as Markdown", "Copy as CSV", "Copy link" })
            await page.FindAll("button").Single(b => b.TextContent == name).ClickAsync(new());

        var texts = JSInterop.Invocations["mlnetcnn.copy"].Select(i => $"{i.Arguments[0]}").ToArray();
        Assert.StartsWith("| network", texts[0], StringComparison.Ordinal);
        Assert.StartsWith("architecture,settings,runs,", texts[1], StringComparison.Ordinal);
        Assert.EndsWith($"runs/compare?runs={run.Id}", texts[2], StringComparison.Ordinal);
        Assert.Contains("Copied the link to this view.", page.Find(".share-state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_Measured_SaysWhatBecameOfIt()
    {
        var run = await Store.AddFinishedAsync(FinishedRuns.Request(), right: 18);
        await File.WriteAllBytesAsync(Store.FolderOf(run.Id).Onnx, [1, 2, 3]);
        var page = await OpenAsync($"runs={run.Id}");

        await page.InvokeAsync(() => page.FindAll("button").Single(b => b.TextContent == "Measure scoring speed").Click());

        page.WaitForAssertion(() => Assert.Contains("Measuring how fast they score failed", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Equal(JobState.Failed, Assert.Single(Services.GetRequiredService<JobList>().All).State);
    }

    private async Task<IRenderedComponent<RunComparisonPage>> OpenAsync(string query)
    {
        Navigation.NavigateTo($"runs/compare?{query}");
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var page = Render<RunComparisonPage>();
        await Task.Run(() => page.WaitForState(() => !page.Markup.Contains("Reading the runs", StringComparison.Ordinal), Patience));
        return page;
    }

    private static IReadOnlyList<IElement> Rows(IRenderedComponent<RunComparisonPage> page) => page.FindAll(".comparison-table tbody tr");

    private static IEnumerable<string> Legend(IRenderedComponent<RunComparisonPage> page) =>
        page.FindAll(".charts .chart")[0].QuerySelectorAll(".legend-name").Select(l => l.TextContent);

    private static string Cell(IRenderedComponent<RunComparisonPage> page, int row, string column)
    {
        var at = page.FindAll(".comparison-table thead th").Select(h => h.TextContent.Trim()).ToList().IndexOf(column);
        return Rows(page)[row].Children[at].TextContent.Trim();
    }
}
