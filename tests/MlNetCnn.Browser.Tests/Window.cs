using System.Reflection;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MlNetCnn.Browser.Tests;

/// <summary>A page in a browser, and what went wrong in it.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public Window(IBrowserContext context, IPage page, string address)
    {
        _context = context;
        Page = page;
        page.SetDefaultTimeout(30_000);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                Faults.Add($"request to {request.Url}");
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Faults.Add($"console: {message.Text}");
        };
        page.PageError += (_, error) => Faults.Add($"script: {error}");
    }

    public IPage Page { get; }

    /// <summary>Requests to other hosts, errors in the console (what the content security policy refuses is one) and failed scripts.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Opens a page and waits until clicks arrive at the server.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.WaitForSelectorAsync("main[data-interactive=true]");
    }

    /// <summary>What axe-core finds serious or worse, on the page or in a part of it.</summary>
    public async Task<string[]> SeriousFaultsAsync(string? within = null)
    {
        // Colors on their way to others have any contrast.
        await Page.EvaluateAsync("Promise.all(document.getAnimations().filter(a => a.effect.getComputedTiming().endTime !== Infinity).map(a => a.finished.catch(() => {})))");
        // The other mode opens and closes a page at each call, to gather what frames say, and takes twice the time: these pages have no frames.
#pragma warning disable CS0618 // "Legacy" of axe-core, until it is gone.
        var result = await Page.Locator(within ?? "html").RunAxeLegacy(new() { ResultTypes = [ResultType.Violations] });
#pragma warning restore CS0618
        return
        [
            .. result.Violations.Where(v => v.Impact is "serious" or "critical")
                .Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"),
        ];
    }

    /// <summary>What reaches beyond the right edge of the screen, outside of what scrolls by itself: the first few.</summary>
    public Task<string[]> TooWideAsync() => Page.EvaluateAsync<string[]>("""
        (() => {
            const edge = document.documentElement.clientWidth;
            const scrolls = (e) => e && e !== document.documentElement && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
            return document.documentElement.scrollWidth <= edge ? [] : [...document.querySelectorAll('body *')]
                .filter((e) => e.getBoundingClientRect().right > edge + 0.5 && !scrolls(e.parentElement))
                .slice(0, 5).map((e) => `${e.cloneNode().outerHTML} reaches to ${Math.round(e.getBoundingClientRect().right)}`).concat(`the page to ${document.documentElement.scrollWidth}`);
        })()
        """);

    /// <summary>Looks at the page wide in light and narrow in dark, <see cref="PagesTests"/> the other way round: nothing serious, nothing beyond the edge; pictures are kept.</summary>
    public async Task LookAsync(string name)
    {
        await LookAsync(name, ColorScheme.Light, 1440);
        await LookAsync(name, ColorScheme.Dark, 360);
        await ShowAsync(ColorScheme.Light, 1440);
    }

    /// <summary>Looks at the page at this width and in these colors, which a user's system has.</summary>
    public async Task LookAsync(string name, ColorScheme colors, int width)
    {
        await ShowAsync(colors, width);
        await KeepAsync($"{name}-{colors.ToString().ToLowerInvariant()}-{width}");
        Assert.Empty(string.Join('\n', [.. await SeriousFaultsAsync(), .. await TooWideAsync()]));
    }

    /// <summary>Chooses light, dark or system in the app bar.</summary>
    public async Task ChooseThemeAsync(string choice)
    {
        await Page.Locator("[aria-label^='Theme:']").ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = choice }).ClickAsync();
        await Assertions.Expect(Page.Locator($"[aria-label='Theme: {choice}']")).ToHaveCountAsync(1);
        await Assertions.Expect(Page.GetByRole(AriaRole.Menuitem)).ToHaveCountAsync(0);
        if (choice != "system")
            await Assertions.Expect(Page.Locator($"html[data-theme={choice}]")).ToHaveCountAsync(1);
    }

    private async Task ShowAsync(ColorScheme colors, int width)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = colors });
        await Assertions.Expect(Page.Locator($"html[data-theme={colors.ToString().ToLowerInvariant()}]")).ToHaveCountAsync(1);
        await Page.SetViewportSizeAsync(width, 800);
    }

    /// <summary>Keeps a picture of the whole page among the test's output.</summary>
    public async Task KeepAsync(string name)
    {
        var folder = Path.GetFullPath(typeof(Window).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Screenshots").Value!);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
