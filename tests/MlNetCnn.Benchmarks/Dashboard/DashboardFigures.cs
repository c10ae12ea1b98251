using System.Diagnostics;
using System.Globalization;
using MlNetCnn.Dashboard.Tests;

namespace MlNetCnn.Benchmarks;

/// <summary>What the dashboard takes: to start, for an update of its curves, for many who watch, after many who came and went, to compare.</summary>
internal static class DashboardFigures
{
    private const int Epochs = 2000, Watchers = 50, Visitors = 100;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(4), Measured = TimeSpan.FromSeconds(20);
    private static readonly Dictionary<string, Func<Chromium, TextWriter, Task>> Parts = new()
    {
        ["start"] = StartAsync,
        ["update"] = UpdateAsync,
        ["watchers"] = WatchersAsync,
        ["visitors"] = VisitorsAsync,
        ["comparison"] = ComparisonFigures.RunAsync,
    };

    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        var parts = arguments switch
        {
            [] => Parts.Keys.ToArray(),
            ["--only", var part] when Parts.ContainsKey(part) => [part],
            _ => throw new ArgumentException($"Usage: dashboard [--only {string.Join('|', Parts.Keys)}]"),
        };
        await using var chromium = await Chromium.StartAsync();
        output.WriteLine("| what | figure |");
        output.WriteLine("|---|---|");
        foreach (var part in parts)
            await Parts[part](chromium, output);
        return 0;
    }

    private static async Task StartAsync(Chromium chromium, TextWriter output)
    {
        for (var round = 0; round < 3; round++)
        {
            var start = Stopwatch.GetTimestamp();
            using var run = await DotNetRun.StartAsync();
            var listening = Stopwatch.GetElapsedTime(start);
            await using var page = await WatchedPage.OpenAsync(chromium, run.Address);
            Row(output, $"`dotnet run` (built) until it listens; until the first page of it can be used, round {round + 1}",
                $"{listening.TotalSeconds:f1} s; {Stopwatch.GetElapsedTime(start).TotalSeconds:f1} s");
        }
        await using var dashboard = await DashboardProcess.StartAsync("http://127.0.0.1:0", "--no-token");
        for (var round = 0; round < 3; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await using var page = await WatchedPage.OpenAsync(chromium, dashboard.Address);
            Row(output, $"page after page {round + 1}, with an empty cache, until it can be used", $"{Stopwatch.GetElapsedTime(start).TotalMilliseconds:n0} ms");
        }
    }

    private static async Task UpdateAsync(Chromium chromium, TextWriter output)
    {
        await using var dashboard = await DashboardProcess.StartAsync("http://127.0.0.1:0", "--no-token", "--slots", "0");
        await using var run = await GrowingRun.BeginAsync(dashboard, Epochs);
        await using var page = await WatchedPage.OpenAsync(chromium, new Uri(dashboard.Address, $"runs/{run.Id}"));
        await Task.Delay(Settling);
        var (before, writes) = (await page.ReadAsync(), run.Writes);
        await Task.Delay(Measured);
        var (after, updates) = (await page.ReadAsync(), run.Writes - writes);
        var what = $"an update of a run's page with {Epochs:n0} epochs, two charts of two curves each";
        Row(output, $"{what}: bytes that came over the WebSocket, in frames", $"{(double)(after.Bytes - before.Bytes) / updates:n0} in {(double)(after.Frames - before.Frames) / updates:f1}");
        Row(output, $"{what}: main thread of the browser", $"{(after.Busy - before.Busy).TotalMilliseconds / updates:f1} ms");
    }

    private static async Task WatchersAsync(Chromium chromium, TextWriter output)
    {
        await using var dashboard = await DashboardProcess.StartAsync("http://127.0.0.1:0", "--no-token", "--slots", "0");
        await using var run = await GrowingRun.BeginAsync(dashboard, Epochs);
        using var server = Process.GetProcessById(dashboard.Id);
        await using var profile = await chromium.NewProfileAsync();
        var pages = 0;
        foreach (var count in new[] { 0, 1, Watchers })
        {
            for (; pages < count; pages++)
                await WatchedPage.OpenAsync(profile, new Uri(dashboard.Address, $"runs/{run.Id}"));
            await Task.Delay(Settling);
            server.Refresh();
            var (cpu, start, writes) = (server.TotalProcessorTime, Stopwatch.GetTimestamp(), run.Writes);
            await Task.Delay(Measured);
            server.Refresh();
            var share = (server.TotalProcessorTime - cpu) / Stopwatch.GetElapsedTime(start);
            Row(output, $"server's CPU time while {count} pages watch a run of {Epochs:n0} epochs that is written {(run.Writes - writes) / Measured.TotalSeconds:f1} times a second",
                $"{share * 100:f1} % of one core");
        }
    }

    private static async Task VisitorsAsync(Chromium chromium, TextWriter output)
    {
        await using var dashboard = await DashboardProcess.StartAsync("http://127.0.0.1:0", "--no-token", "--slots", "0");
        await using var run = await GrowingRun.BeginAsync(dashboard, Epochs);
        await using var profile = await chromium.NewProfileAsync();
        await VisitAsync(10);
        var before = await MemoryAsync();
        await VisitAsync(Visitors);
        Row(output, $"server's resident memory after 10 pages were opened and closed; after {Visitors} more", $"{before / 1e6:n0} MB; {await MemoryAsync() / 1e6:n0} MB");

        async Task VisitAsync(int count)
        {
            for (var i = 0; i < count; i++)
                await (await WatchedPage.OpenAsync(profile, new Uri(dashboard.Address, i % 2 == 0 ? "" : $"runs/{run.Id}"))).DisposeAsync();
        }

        async Task<long> MemoryAsync()
        {
            await ForcedCollection.OfAsync(dashboard.Id);
            using var server = Process.GetProcessById(dashboard.Id);
            return server.WorkingSet64;
        }
    }

    internal static void Row(TextWriter output, string what, FormattableString figure)
    {
        output.WriteLine($"| {what} | {figure.ToString(CultureInfo.InvariantCulture)} |");
        output.Flush();
    }
}
