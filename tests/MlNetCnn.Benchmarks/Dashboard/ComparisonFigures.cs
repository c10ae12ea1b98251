using System.Diagnostics;
using System.Globalization;
using MlNetCnn.Dashboard.Tests;
using MlNetCnn.Experiments;

namespace MlNetCnn.Benchmarks;

/// <summary>What a comparison of many runs takes: until it can be used, and from an action until the page has changed.</summary>
internal static class ComparisonFigures
{
    private const int Runs = 50, Epochs = 200, Rounds = 20;
    private const string Group = "figures";

    // Returns the milliseconds until something below 'main' changes.
    private const string Act = """
        ([selector, type, share]) => new Promise((done) => {
            const target = document.querySelector(selector), box = target.getBoundingClientRect();
            const start = performance.now();
            new MutationObserver((_, observer) => { observer.disconnect(); done(performance.now() - start); })
                .observe(document.querySelector('main'), { subtree: true, childList: true, attributes: true, characterData: true });
            target.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: box.x + share * box.width, clientY: box.y + box.height / 2 }));
        })
        """;

    public static async Task RunAsync(Chromium chromium, TextWriter output)
    {
        await using var dashboard = await DashboardProcess.StartAsync("http://127.0.0.1:0", "--no-token", "--slots", "0");
        var store = await RunStore.OpenAsync(StoreLocation.Parse(Path.Combine(dashboard.Folder, "runs.db")));
        for (var i = 0; i < Runs; i++)
        {
            var rate = 0.001 * (i + 1);
            var run = await store.AddFinishedAsync(FinishedRuns.Request(("learning-rate", rate.ToString(CultureInfo.InvariantCulture))) with { Group = Group, Name = $"run {i}" }, i % 20, macs: 100 + i);
            await store.AddEpochsAsync(run.Id, [.. Enumerable.Range(1, Epochs).Select(e => Math.Exp(-e * (i + 10) / 3000.0) * 2.3 + 0.02 * Math.Sin(e * 12.9898))]);
        }
        var start = Stopwatch.GetTimestamp();
        await using var page = await WatchedPage.OpenAsync(chromium, new Uri(dashboard.Address, $"runs/compare?group={Group}"));
        await page.Page.WaitForSelectorAsync(".chart-drawing.curves polyline");
        var what = $"comparison of {Runs} runs × {Epochs} epochs";
        DashboardFigures.Row(output, $"{what}: until its curves are drawn", $"{Stopwatch.GetElapsedTime(start).TotalMilliseconds:n0} ms");
        await MeasureAsync("reading the curves at a place", ".chart-drawing.curves", "pointermove");
        await MeasureAsync("hiding a curve, or showing it again", ".chart-legend button", "click");
        DashboardFigures.Row(output, $"{what}: main thread of the browser in all", $"{(await page.ReadAsync()).Busy.TotalMilliseconds:n0} ms");

        async Task MeasureAsync(string action, string selector, string type)
        {
            var times = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                times.Add(await page.Page.EvaluateAsync<double>(Act, new object[] { selector, type, 0.2 + 0.6 * round / Rounds }));
                // Readings are sent ten times a second at most.
                await Task.Delay(200);
            }
            times.Sort();
            DashboardFigures.Row(output, $"{what}: {action}, until the page changes, median and largest of {Rounds}", $"{times[Rounds / 2]:n0} and {times[^1]:n0} ms");
        }
    }
}
