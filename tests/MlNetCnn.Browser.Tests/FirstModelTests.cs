using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MlNetCnn.Dashboard.Tests;

namespace MlNetCnn.Browser.Tests;

/// <summary>From the start page to a model of one's own photos, as somebody does it who has never seen the dashboard.</summary>
[Collection(BrowserCollection.Name)]
public class FirstModelTests(Browser browser)
{
    private const int Training = 180_000;

    [SkippableFact]
    public async Task Photos_OfAStranger_BecomeAModelInUseInSixClicks()
    {
        await using var dashboard = await DashboardProcess.StartAsync();
        await using var window = await browser.OpenAsync(dashboard: dashboard);
        var page = window.Page;
        var clicks = 0;
        await window.GoAsync("");

        await ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "Add your photos" }));
        await ChooseAsync(page.GetByRole(AriaRole.Button, new() { Name = "Choose a file" }), new() { Name = "Fruit.zip", MimeType = "application/zip", Buffer = Zip() });
        await page.WaitForURLAsync("**/data/fruit?look=true");
        await page.WaitForSelectorAsync(".sheets img");
        Assert.Equal("apple 12, lime 12", string.Join(", ", await page.Locator(".bars tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(r => r.cells[0].textContent + ' ' + r.cells[1].textContent)")));
        await window.LookAsync("data-set-of-a-stranger");

        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Train on these" }));
        await page.WaitForURLAsync("**/runs/*");
        await Assertions.Expect(page.Locator(".tiles")).ToContainTextAsync(new Regex(@"Test accuracy\d+\.\d %.*95 % interval"), new() { Timeout = Training });

        await ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "Try an image" }));
        await ChooseAsync(page.Locator("label.drop-zone"), new() { Name = "mine.bmp", MimeType = "image/bmp", Buffer = Bitmap.Of(222, 30, 34) });
        await Assertions.Expect(page.Locator(".tried-class")).ToContainTextAsync("apple");
        var download = await page.RunAndWaitForDownloadAsync(() => ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "model.onnx" })));

        Assert.Equal(6, clicks);
        Assert.Equal("apple, lime", string.Join(", ", CnnModel.Load(await download.PathAsync()).ClassNames));
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the camera" }).ClickAsync();
        await Assertions.Expect(page.Locator(".tried-card").Filter(new() { HasText = "Camera" })).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop the camera" }).ClickAsync();
        await window.LookAsync("try-it");
        Assert.Empty(window.Faults);

        async Task ClickAsync(ILocator locator)
        {
            clicks++;
            await locator.ClickAsync();
        }

        async Task ChooseAsync(ILocator locator, FilePayload file) => await (await page.RunAndWaitForFileChooserAsync(() => ClickAsync(locator))).SetFilesAsync(file);
    }

    [SkippableFact]
    public async Task Webcam_ClassesCaptured_BecomeADataSet()
    {
        await using var window = await browser.OpenAsync();
        var page = window.Page;
        await window.GoAsync("photos");
        await window.LookAsync("photos");

        await page.GetByRole(AriaRole.Tab, new() { Name = "Webcam" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the camera" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Class 1" }).FillAsync("cup");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Class 2" }).FillAsync("hand");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hold to capture cup" }).HoverAsync();
        await page.Mouse.DownAsync();
        await Assertions.Expect(page.GetByLabel("Frames of cup").GetByRole(AriaRole.Button).Nth(3)).ToBeVisibleAsync();
        await page.Mouse.UpAsync();
        // By keyboard.
        await page.GetByRole(AriaRole.Button, new() { Name = "Hold to capture hand" }).FocusAsync();
        await page.Keyboard.DownAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Frames of hand").GetByRole(AriaRole.Button).Nth(2)).ToBeVisibleAsync();
        await page.Keyboard.UpAsync("Enter");
        await page.GetByLabel("Frames of cup").GetByRole(AriaRole.Button).First.ClickAsync();
        await window.LookAsync("photos-webcam");
        var counts = await page.Locator(".captured").EvaluateAllAsync<int[]>("classes => classes.map(c => c.querySelectorAll('.frames img').length)");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a data set" }).ClickAsync();

        await page.WaitForURLAsync("**/data/webcam?look=true");
        await page.WaitForSelectorAsync(".sheets img");
        Assert.Equal($"cup {counts[0]}, hand {counts[1]}", string.Join(", ", await page.Locator(".bars tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(r => r.cells[0].textContent + ' ' + r.cells[1].textContent)")));
        Assert.Empty(window.Faults);
    }

    // Two classes of one hue each, enough for a share to be held out.
    private static byte[] Zip()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 12; i++)
            {
                Add($"apple/{i}.bmp", Bitmap.Of((byte)(200 + 4 * i), (byte)(20 + i), (byte)(25 + i)));
                Add($"lime/{i}.bmp", Bitmap.Of((byte)(60 + i), (byte)(180 + 4 * i), (byte)(40 + i)));
            }

            void Add(string name, byte[] bytes)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }
        return stream.ToArray();
    }
}
