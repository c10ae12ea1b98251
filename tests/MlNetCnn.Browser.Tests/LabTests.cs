using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MlNetCnn.Browser.Tests;

[Collection(BrowserCollection.Name)]
public class LabTests(Browser browser)
{
    [SkippableFact]
    public async Task Page_ByKeyboard_StepsThroughTheCells()
    {
        await using var window = await browser.OpenAsync();
        await window.GoAsync("lab/cross-correlation");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Next" }).FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync(".sum >> text=1·0 + 2·1 + 4·2 + 5·3 = 25");
        await window.Page.GetByLabel("Input, row 1, column 1").FillAsync("5");
        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.GetByLabel("Padding height").FocusAsync();
        await window.Page.Keyboard.PressAsync("ArrowRight");

        await window.Page.WaitForSelectorAsync(".formula >> text=the output is 4×2");
        Assert.Empty(window.Faults);
    }

    [SkippableFact]
    public async Task Learning_Played_GrowsTheCurve()
    {
        await using var window = await browser.OpenAsync();
        await window.GoAsync("lab/learning-a-kernel");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();
        await window.Page.WaitForSelectorAsync(".sum >> text=Iteration 10:");
        await Assertions.Expect(window.Page.Locator("polyline").First).ToHaveAttributeAsync("points", new Regex("^([^ ]+ ){9}[^ ]+$"));
        await window.Page.HoverAsync(".plot");

        await window.Page.WaitForSelectorAsync(".chart-values >> text=loss");
        await window.KeepAsync("learning-a-kernel-at-the-end");
        Assert.Empty(await window.SeriousFaultsAsync());
        Assert.Empty(window.Faults);
    }

    [SkippableFact]
    public async Task Picture_Dropped_IsComputedAndReadByKeyboard()
    {
        await using var window = await browser.OpenAsync();
        var page = window.Page;
        await window.GoAsync("lab/picture");
        // 8×6 pixels, white on the left and black on the right, as dropped by a mouse.
        await page.EvaluateAsync("""
            async () => {
                const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 6 });
                const drawing = canvas.getContext('2d');
                drawing.fillStyle = '#fff';
                drawing.fillRect(0, 0, 4, 6);
                drawing.fillStyle = '#000';
                drawing.fillRect(4, 0, 4, 6);
                const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
                const files = new DataTransfer();
                files.items.add(new File([blob], 'halves.png', { type: 'image/png' }));
                const field = document.querySelector('.drop input');
                field.files = files.files;
                field.dispatchEvent(new Event('change', { bubbles: true }));
            }
            """);
        await page.WaitForSelectorAsync("img[alt^='halves.png after the kernel']");

        await MoveAsync("Row", "Home", "0");
        await MoveAsync("Row", "ArrowRight", "1");
        await MoveAsync("Column", "Home", "0");
        for (var i = 1; i <= 3; i++)
            await MoveAsync("Column", "ArrowRight", $"{i}");

        await page.WaitForSelectorAsync(".sum >> text=gray: 255·(-1) + 255·0 + 0·1 + 255·(-2) + 255·0 + 0·2 + 255·(-1) + 255·0 + 0·1 = -1020");
        await page.WaitForFunctionAsync("[...document.querySelectorAll('.picture img')].every(image => image.complete && image.naturalWidth === 8)");
        await window.KeepAsync("picture-dropped");
        Assert.Empty(window.Faults);

        async Task MoveAsync(string label, string key, string value)
        {
            var slider = page.Locator($"label.slider:has(span:text-is('{label}'))");
            await slider.Locator("input").PressAsync(key);
            await Assertions.Expect(slider.Locator("output")).ToHaveTextAsync(value);
        }
    }

    [SkippableFact]
    public async Task Theme_Chosen_StaysAfterALoad()
    {
        await using var window = await browser.OpenAsync(colors: ColorScheme.Dark);
        await window.GoAsync("lab");
        Assert.Equal("dark", await window.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));

        await window.ChooseThemeAsync("light");
        await window.GoAsync("architectures");

        Assert.Equal("light", await window.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        Assert.Equal("rgb(247, 247, 248)", await window.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        await Assertions.Expect(window.Page.Locator("[aria-label='Theme: light']")).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task Skip_FirstTab_LeadsToTheContent()
    {
        await using var window = await browser.OpenAsync();
        await window.GoAsync("architectures");

        await window.Page.Locator("h1").EvaluateAsync("heading => heading.blur()");
        await window.Page.FocusAsync(".skip-link");
        await window.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(window.Page.Locator("main#content")).ToBeFocusedAsync();
        Assert.Empty(window.Faults);
    }
}
