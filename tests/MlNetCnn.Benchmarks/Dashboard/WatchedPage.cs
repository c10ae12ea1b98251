using System.Text.Json;
using Microsoft.Playwright;

namespace MlNetCnn.Benchmarks;

/// <summary>A page, with what the browser knows of its costs.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly IAsyncDisposable _place;
    private readonly ICDPSession _session;
    private long _bytes;
    private int _frames;

    private WatchedPage(IAsyncDisposable place, IPage page, ICDPSession session)
    {
        (_place, Page, _session) = (place, page, session);
        session.Event("Network.webSocketFrameReceived").OnEvent += (_, json) => Count(json!.Value.GetProperty("response"));
    }

    public IPage Page { get; }

    /// <summary>Opens it in a profile of its own and waits until clicks arrive at the server.</summary>
    public static async Task<WatchedPage> OpenAsync(Chromium chromium, Uri address)
    {
        var profile = await chromium.NewProfileAsync();
        return await OpenAsync(profile, profile, address);
    }

    /// <summary>Opens it beside others of a profile, whose cache has what the first of them loaded.</summary>
    public static Task<WatchedPage> OpenAsync(IBrowserContext profile, Uri address) => OpenAsync(profile, null, address);

    private static async Task<WatchedPage> OpenAsync(IBrowserContext profile, IAsyncDisposable? owned, Uri address)
    {
        var page = await profile.NewPageAsync();
        var session = await profile.NewCDPSessionAsync(page);
        var watched = new WatchedPage(owned ?? new OnePage(page), page, session);
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

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    private void Count(JsonElement frame)
    {
        const int binary = 2;
        var length = frame.GetProperty("payloadData").GetString()!.Length;
        Interlocked.Add(ref _bytes, frame.GetProperty("opcode").GetInt32() == binary ? length / 4 * 3 : length);
        Interlocked.Increment(ref _frames);
    }

    private sealed class OnePage(IPage page) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(page.CloseAsync());
    }
}
