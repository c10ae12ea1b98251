using System.Text.Json;
using Microsoft.Playwright;

namespace MlNetCnn.Benchmarks;

/// <summary>A page in a profile of its own, with what the browser knows of its costs.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ICDPSession _session;
    private long _bytes;
    private int _frames;

    private WatchedPage(IBrowserContext context, ICDPSession session)
    {
        (_context, _session) = (context, session);
        session.Event("Network.webSocketFrameReceived").OnEvent += (_, json) => Count(json!.Value.GetProperty("response"));
    }

    /// <summary>Opens it and waits until clicks arrive at the server.</summary>
    public static async Task<WatchedPage> OpenAsync(Chromium chromium, Uri address)
    {
        var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        var session = await context.NewCDPSessionAsync(page);
        var watched = new WatchedPage(context, session);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Performance.enable");
        await page.GotoAsync($"{address}");
        await page.WaitForSelectorAsync("main[data-interactive=true]");
        return watched;
    }

    /// <summary>What came over its WebSocket so far, before compression, and how long its main thread was busy.</summary>
    public async Task<(long Bytes, int Frames, TimeSpan Busy)> ReadAsync()
    {
        var metrics = (await _session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray();
        var busy = metrics.Single(m => m.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();
        return (Interlocked.Read(ref _bytes), _frames, TimeSpan.FromSeconds(busy));
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Count(JsonElement frame)
    {
        const int binary = 2;
        var length = frame.GetProperty("payloadData").GetString()!.Length;
        Interlocked.Add(ref _bytes, frame.GetProperty("opcode").GetInt32() == binary ? length / 4 * 3 : length);
        Interlocked.Increment(ref _frames);
    }
}
