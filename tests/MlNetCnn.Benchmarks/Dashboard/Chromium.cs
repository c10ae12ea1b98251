using Microsoft.Playwright;

namespace MlNetCnn.Benchmarks;

/// <summary>A browser without a window.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, Browser) = (playwright, browser);

    private IBrowser Browser { get; }

    /// <summary>Starts the one that the environment variable CHROMIUM names, or Debian's.</summary>
    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var path = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        // As root, as in containers, Chromium starts without its sandbox only; it opens nothing but our own pages.
        return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-dev-shm-usage"] }));
    }

    /// <summary>A profile with an empty cache.</summary>
    public Task<IBrowserContext> NewProfileAsync() => Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
