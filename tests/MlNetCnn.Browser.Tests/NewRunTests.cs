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
        await page.WaitForSelectorAsync("textarea[aria-label='As a command'] >> text=--epochs 1", new() { State = WaitForSelectorState.Attached });
        await page.GetByText("As a command", new() { Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy", Exact = true }).Last.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".copy-text [role=status] >> text=Copied.");
        Assert.Equal("mlnetcnn train lenet --data bundled --size 28 --epochs 1", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await start.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/runs/2*");
    }

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await page.FocusAsync(field);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Tab");
    }
}
