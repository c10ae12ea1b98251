using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MlNetCnn.Browser.Tests;

[Collection(BrowserCollection.Name)]
public class ComponentsAppTests(Browser browser, ComponentsApp app) : IClassFixture<ComponentsApp>
{
    // 2×2 pixels, white.
    private static readonly byte[] White = Convert.FromBase64String("Qk1GAAAAAAAAADYAAAAoAAAAAgAAAAIAAAABABgAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAA////////AAD///////8AAA==");

    [Fact]
    public void TestsOfTheApp_FromPackages_Pass() => Assert.Matches(@"Passed!\s+- Failed:\s+0, Passed:\s+2,", app.Tests);

    [SkippableFact]
    public async Task Page_OfAFreshApp_ShowsEveryComponentWithItsStyles()
    {
        await using var window = await OpenAsync();
        var page = window.Page;

        foreach (var (selector, property, value) in new[]
        {
            (".network-diagram", "border-top-left-radius", "8px"),
            (".volume .front", "fill", "rgb(185, 192, 207)"), // the image
            (".swatch.weighted", "background-color", "rgb(125, 141, 240)"),
            (".numbers-table td.n", "text-align", "end"),
            ("[data-path=conv1] .strip-box", "display", "inline-block"),
            ("polyline.color-0", "stroke", "rgb(0, 103, 166)"),
            ("polyline.dash-1", "stroke-dasharray", "7px, 3px"),
            (".icon-button", "border-top-left-radius", "8px"),
            (".confusion td.right", "outline-style", "solid"),
            (".drop-zone", "border-top-style", "dashed"),
            (".map", "background-repeat", "no-repeat"),
            (".map-view svg", "cursor", "crosshair"),
        })
        {
            var part = page.Locator(selector).First;
            Assert.Equal((selector, value), (selector, await part.EvaluateAsync<string>("(e, name) => getComputedStyle(e)[name]", property)));
            Assert.True(await part.EvaluateAsync<bool>("e => e.getBoundingClientRect().width * e.getBoundingClientRect().height > 0 || e.getTotalLength?.() > 0"), $"{selector} has no size");
        }
        foreach (var (theme, width) in new[] { ("light", 1440), ("light", 390), ("dark", 390), ("dark", 1440) })
        {
            await page.EvaluateAsync("theme => document.documentElement.dataset.bsTheme = theme", theme); // as Bootstrap's apps do
            await page.SetViewportSizeAsync(width, 900);
            await window.KeepAsync($"components-{theme}-{width}");
            Assert.Empty(string.Join('\n', [.. await window.SeriousFaultsAsync("article"), .. await window.TooWideAsync()]));
        }
        Assert.Empty(window.Faults);
    }

    [SkippableFact]
    public async Task Scripts_OfTheComponents_ReadMoveAndSave()
    {
        await using var window = await OpenAsync();
        var page = window.Page;

        await page.Locator(".chart-drawing").HoverAsync();
        await Assertions.Expect(page.Locator(".chart .chart-values")).ToHaveTextAsync(new Regex(@"^epoch [23]: training [\d.]+, validation [\d.]+$"));
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save as PNG" }).Last.ClickAsync());
        Assert.Equal("Loss.png", download.SuggestedFilename);
        await page.FocusAsync(".volume[tabindex='0']");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator(".volume[data-path=conv1]")).ToBeFocusedAsync();
        await page.FocusAsync(".map[tabindex='0']");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".map-view >> text=conv1, map 2");
        await page.Locator(".map-view svg").HoverAsync();
        await Assertions.Expect(page.Locator(".map-view .chart-values")).ToHaveTextAsync(new Regex("^row 1[45], column 1[45]: "));
        Assert.Empty(window.Faults);
    }

    [SkippableFact]
    public async Task Images_Given_ShowTheirClassesAndWhatCannotBeRead()
    {
        await using var window = await OpenAsync();
        var page = window.Page;

        await page.SetInputFilesAsync(".drop-zone input", [File("white.bmp", White), File("damaged.bmp", White[..40])]);

        await Assertions.Expect(page.Locator(".result .headline")).ToHaveTextAsync(new Regex(@"^class \d \d+\.\d %$"));
        await Assertions.Expect(page.Locator(".problem")).ToHaveTextAsync(new Regex("'damaged.bmp'"));
        await Assertions.Expect(page.Locator(".result img")).ToHaveJSPropertyAsync("naturalWidth", 28);
        Assert.InRange((await page.Locator(".result .bar").First.BoundingBoxAsync())!.Width, 10, 800);
        await window.KeepAsync("components-classified");
        Assert.Empty(await window.SeriousFaultsAsync("article"));

        static FilePayload File(string name, byte[] bytes) => new() { Name = name, MimeType = "image/bmp", Buffer = bytes };
    }

    // Interactive is the page as soon as it takes images.
    private async Task<Window> OpenAsync()
    {
        var window = await browser.OpenAtAsync(app.Address);
        await window.Page.GotoAsync("");
        await Assertions.Expect(window.Page.Locator(".drop-zone input")).ToBeEnabledAsync();
        return window;
    }
}
