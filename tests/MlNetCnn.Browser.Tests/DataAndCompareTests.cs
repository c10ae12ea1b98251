using System.IO.Compression;
using Microsoft.Playwright;
using MlNetCnn.Experiments;

namespace MlNetCnn.Browser.Tests;

[Collection(BrowserCollection.Name)]
public class DataAndCompareTests(Browser browser)
{
    [SkippableFact]
    public async Task Data_ZipUploaded_IsLookedThroughAndRemovedByKeyboard()
    {
        await using var window = await browser.OpenAsync();
        var page = window.Page;
        await window.GoAsync("data");

        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "Tiny Pets.zip", MimeType = "application/zip", Buffer = Zip() });
        await Assertions.Expect(page.Locator("input[placeholder=my-images]").First).ToHaveValueAsync("tiny-pets");
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "tiny-pets" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Look through the images" }).ClickAsync();
        await page.WaitForSelectorAsync(".sheets img");
        await page.WaitForFunctionAsync("[...document.querySelectorAll('.sheets img')].every(i => { i.loading = 'eager'; return i.complete && i.naturalWidth > 0; })");
        Assert.Equal("cat 3, dog 2", string.Join(", ", await page.Locator(".bars tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(r => r.cells[0].textContent + ' ' + r.cells[1].textContent)")));
        await window.LookAsync("data-set-looked-through");

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("[role=dialog] >> text=No run uses it.");
        await window.KeepAsync("data-set-remove");
        Assert.Empty(await window.SeriousFaultsAsync());
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync("[role=dialog]", new() { State = WaitForSelectorState.Detached });
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await page.Locator("[role=dialog]").GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/data");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "tiny-pets" })).ToHaveCountAsync(0);
        Assert.Empty(window.Faults);
    }

    [SkippableFact]
    public async Task Compare_RunsThatTrain_ComeInByThemselvesAndAreMeasured()
    {
        await using var window = await browser.OpenAsync();
        var page = window.Page;
        var store = await RunStore.OpenAsync(StoreLocation.Parse(Path.Combine(browser.Folder, "runs.db")));
        foreach (var rate in new[] { "0.01", "0.001" })
        {
            await store.AddAsync(new RunRequest { Architecture = Architectures.Find("lenet-relu"), Data = "bundled", Group = "browser" }.With(new Dictionary<string, string>
            {
                ["learning-rate"] = rate,
                ["epochs"] = "2",
                ["batch-size"] = "256",
                ["device"] = "cpu",
                ["threads"] = "1",
            }));
        }
        await window.GoAsync("runs/compare?group=browser");
        await page.WaitForSelectorAsync(".waiting-runs li");

        await Assertions.Expect(page.Locator(".comparison-table tbody tr")).ToHaveCountAsync(2, new() { Timeout = 120_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Measure scoring speed" }).ClickAsync();
        await Assertions.Expect(page.Locator(".comparison-table tbody tr td").Nth(9)).ToContainTextAsync(",", new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "test accuracy" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/runs/compare?group=browser&sort=accuracy&order=down");

        await Assertions.Expect(page.Locator(".scatter-point.on-front title").First).ToContainTextAsync("lenet-relu");
        await window.LookAsync("compare-runs");
        Assert.Empty(window.Faults);
    }

    // A png of 4×4 pixels, grey; its class is its folder.
    private static byte[] Zip()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, value) in new[] { ("cat/0", 10), ("cat/1", 20), ("cat/2", 10), ("dog/0", 200), ("dog/1", 220) })
            {
                using var entry = zip.CreateEntry($"{name}.bmp").Open();
                entry.Write(Bitmap((byte)value));
            }
        }
        return stream.ToArray();
    }

    // The one format that is written without a library: 24 bits a pixel, no compression.
    private static byte[] Bitmap(byte grey)
    {
        const int side = 4, header = 54;
        var bytes = new byte[header + side * side * 3];
        (bytes[0], bytes[1]) = ((byte)'B', (byte)'M');
        BitConverter.TryWriteBytes(bytes.AsSpan(2), bytes.Length);
        BitConverter.TryWriteBytes(bytes.AsSpan(10), header);
        BitConverter.TryWriteBytes(bytes.AsSpan(14), 40);
        BitConverter.TryWriteBytes(bytes.AsSpan(18), side);
        BitConverter.TryWriteBytes(bytes.AsSpan(22), side);
        BitConverter.TryWriteBytes(bytes.AsSpan(26), (short)1);
        BitConverter.TryWriteBytes(bytes.AsSpan(28), (short)24);
        bytes.AsSpan(header).Fill(grey);
        return bytes;
    }
}
