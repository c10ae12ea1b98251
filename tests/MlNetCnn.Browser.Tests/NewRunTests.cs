using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MlNetCnn.Browser.Tests;

[Collection(BrowserCollection.Name)]
public class NewRunTests(Browser browser)
{
    [SkippableFact]
    public async Task Form_ByKeyboardAlone_IsBrokenMendedCopiedAndStarted()
    {
        await using var window = await browser.OpenAsync();
        var page = window.Page;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await window.GoAsync("runs/new");
        var start = page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true });

        await TypeAsync(page, "#size", "8");
        await page.WaitForSelectorAsync("tr.flawed[data-path=conv2]");
        Assert.True(await start.IsDisabledAsync());
        await TypeAsync(page, "#size", "28");
        await page.WaitForSelectorAsync(".pipeline-sum >> text=Every layer fits");
        await TypeAsync(page, "#epochs", "1");
        await Assertions.Expect(page.Locator("textarea[aria-label='Copy as command line']")).ToHaveValueAsync(new Regex("--epochs 1$"));
        await page.GetByText("Copy as command line", new() { Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy", Exact = true }).Last.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".copy-text [role=status] >> text=Copied.");
        Assert.Equal("mlnetcnn train lenet --data bundled --size 28 --epochs 1", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await start.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/runs/2*");
    }

    [SkippableFact]
    public async Task Sweep_ByKeyboardAlone_IsLookedAtMeasuredAndStarted()
    {
        await using var window = await browser.OpenAsync();
        var page = window.Page;
        await window.GoAsync("runs/new?epochs=1&batch-size=256&threads=1");
        await TypeAsync(page, "#learning-rate", "0.01, 0.001");
        await PressAsync(page.Locator("#step-network ~ p button"));
        await page.SelectOptionAsync("#architecture-2", "mlp");
        await Assertions.Expect(page.Locator(".run-count")).ToHaveTextAsync("4 runs: 2 networks × 2 values of learning rate");

        await PressAsync(page.GetByText("Augmentation details", new() { Exact = true }));
        await page.SelectOptionAsync("#augmentation", "cifar");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Show what it does to images" }));
        await Assertions.Expect(page.Locator(".augmentation-preview tbody tr")).ToHaveCountAsync(8, new() { Timeout = 60_000 });
        Assert.Equal(8 * 4, await page.Locator(".augmentation-preview img").EvaluateAllAsync<int>("all => all.filter(i => i.complete && i.naturalWidth > 0).length"));
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Measure the time" }));
        await Assertions.Expect(page.Locator(".speed-panel")).ToContainTextAsync("4 runs, about", new() { Timeout = 90_000 });
        Assert.Equal(2, await page.Locator(".speed-panel li", new() { HasTextString = "images/s with 1 thread on cpu" }).CountAsync());
        foreach (var (colors, width) in new[] { ("light", 1440), ("dark", 360) })
        {
            await window.ChooseThemeAsync(colors);
            await page.SetViewportSizeAsync(width, 900);
            Assert.Empty(await window.SeriousFaultsAsync());
            Assert.Empty(await window.TooWideAsync());
            await window.KeepAsync($"new-sweep-{colors}-{width}");
        }
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Start 4 runs" }));

        await page.WaitForURLAsync("**/runs/compare?group=sweep-*");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("sweep-");
        Assert.Empty(window.Faults);
    }

    private static async Task PressAsync(ILocator control)
    {
        await control.FocusAsync();
        await control.PressAsync("Enter");
    }

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await page.FocusAsync(field);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Tab");
    }
}
