using Microsoft.Playwright;
using MlNetCnn.Experiments;

namespace MlNetCnn.Browser.Tests;

[Collection(BrowserCollection.Name)]
public class DataAndCompareTests(Browser browser)
{
    [SkippableFact]
    public async Task Data_FolderChosen_IsLookedThroughAndRemovedByKeyboard()
    {
        await using var window = await browser.OpenAsync();
        var page = window.Page;
        await window.GoAsync("photos");
        var folder = Directory.CreateTempSubdirectory("mlnetcnn-photos-");
        var pets = folder.CreateSubdirectory("Tiny Pets");
        // A name that a tar file can only have in an extended header.
        var longest = $"cat/{new string('ü', 100)}";
        foreach (var (name, gray) in new[] { (longest, 10), ("cat/1", 20), ("cat/2", 10), ("dog/0", 200), ("dog/1", 220) })
            Bitmap.Write(Path.Combine(pets.FullName, name + ".bmp"), (byte)gray, (byte)gray, (byte)gray);
        File.WriteAllText(Path.Combine(pets.FullName, "program.exe"), "");

        await page.Locator("input[webkitdirectory]").SetInputFilesAsync(pets.FullName);
        await page.WaitForURLAsync("**/data/tiny-pets?look=true");
        folder.Delete(recursive: true);
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
        await page.GetByRole(AriaRole.Button, new() { Name = "test accuracy", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/runs/compare?group=browser&sort=accuracy&order=down");

        await Assertions.Expect(page.Locator(".scatter-point.on-front title").First).ToContainTextAsync("lenet-relu");
        await window.LookAsync("compare-runs");
        Assert.Empty(window.Faults);
    }
}
