using Microsoft.Playwright;
using MlNetCnn.Dashboard.Tests;

namespace MlNetCnn.Browser.Tests;

/// <summary>One browser and one dashboard for all tests. Each test has a profile of its own in it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places =
        ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _chromium;
    private DashboardProcess? _dashboard;

    /// <summary>The browser's file, or null where there is none: the environment variable CHROMIUM, or where systems put it; the headless shell takes two thirds of the time.</summary>
    private static string? Executable => new[] { Environment.GetEnvironmentVariable("CHROMIUM") }.Concat(Places).FirstOrDefault(File.Exists);

    /// <summary>The folder of everything of the user's: the store, data sets, networks.</summary>
    public string Folder => _dashboard!.Folder;

    /// <summary>The folder of the user's networks.</summary>
    public string Networks => _dashboard!.Networks;

    public async Task InitializeAsync()
    {
        if (Executable is not { } executable)
            return;
        // As long as a page may take on a machine that is busy with other things.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        // As root, as in containers, Chromium starts without its sandbox only; it opens nothing but our own pages. Its camera is one that shows a test picture.
        _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"] });
        _dashboard = await DashboardProcess.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        _playwright?.Dispose();
        if (_dashboard is not null)
            await _dashboard.DisposeAsync();
    }

    /// <summary>A window with a profile of its own, on this dashboard or another, signed in as by the address that it printed.</summary>
    internal async Task<Window> OpenAsync(int width = 1440, ColorScheme colors = ColorScheme.Light, DashboardProcess? dashboard = null, bool signIn = true)
    {
        dashboard ??= _dashboard;
        var window = await OpenAtAsync(dashboard?.Address, width, colors);
        if (signIn)
            await window.Page.APIRequest.GetAsync($"?token={dashboard!.Token}");
        return window;
    }

    /// <summary>A window with a profile of its own, on another server than a dashboard.</summary>
    internal async Task<Window> OpenAtAsync(Uri? address, int width = 1440, ColorScheme colors = ColorScheme.Light)
    {
        // A skipped test must not hide that the check did not run where it has to.
        Skip.If(Executable is null && Environment.GetEnvironmentVariable("CI") is null or "", "There is no Chromium: install it (apt-get install chromium) or set CHROMIUM to its file.");
        if (_chromium is null)
            throw new InvalidOperationException("There is no Chromium, and CI is set, so that browser tests must run: install it, or set CHROMIUM to its file.");
        var context = await _chromium.NewContextAsync(new()
        {
            BaseURL = address!.ToString(),
            ViewportSize = new() { Width = width, Height = width < 600 ? 780 : 900 },
            ColorScheme = colors,
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
        });
        return new Window(context, await context.NewPageAsync(), address.ToString());
    }
}
