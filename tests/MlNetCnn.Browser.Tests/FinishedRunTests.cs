using Microsoft.Playwright;
using MlNetCnn.Dashboard.Tests;
using MlNetCnn.Experiments;

namespace MlNetCnn.Browser.Tests;

/// <summary>Pages that need runs which are over, on a dashboard whose store has some.</summary>
[Collection(BrowserCollection.Name)]
public class FinishedRunTests(Browser browser)
{
    [SkippableFact]
    public async Task Pages_OfFinishedRuns_ShowWhatTheyEndedWith()
    {
        await using var dashboard = await DashboardProcess.StartAsync();
        await using var window = await browser.OpenAsync(dashboard: dashboard);
        var page = window.Page;
        var store = await RunStore.OpenAsync(StoreLocation.Parse(Path.Combine(dashboard.Folder, "runs.db")));
        var left = await TestedRun.AddAsync(store, "aaa", i => i is 3 or 4 or 5 ? (i + 1) % 3 : i % 3);
        var right = await TestedRun.AddAsync(store, "bbb", i => i is 5 or 6 ? (i + 1) % 3 : i % 3);

        await window.GoAsync($"runs/{left.Id}/mistakes");
        await page.GetByLabel("Other run").SelectOptionAsync(right.Id);
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare their mistakes" }).ClickAsync();
        await page.WaitForURLAsync("**/runs/mistakes?left=*");
        // The page before has images too, but not these three lists.
        await Assertions.Expect(page.Locator(".test-images")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator(".test-image img").First).ToHaveJSPropertyAsync("naturalWidth", 8);
        Assert.Equal(["4,3", "6", "5"], await page.Locator(".test-images").EvaluateAllAsync<string[]>(
            "lists => lists.map(list => [...list.querySelectorAll('.test-image')].map(image => image.dataset.image).join())"));
        await window.LookAsync("mistakes-of-two-runs");

        foreach (var (network, rightOnes) in new[] { ("lenet", 17), ("vgg11/8", 15), ("resnet18", 19) })
        {
            await store.AddFinishedAsync(
                new RunRequest { Architecture = Architectures.Find(network), Data = "bundled", Images = ImageSettings.Format(new() { Size = 32 }), Group = "course-1", Tags = ["course"] },
                rightOnes);
        }
        await window.GoAsync("course/end");
        await Assertions.Expect(page.GetByText("All three are done. resnet18 recognizes most: 95.0 % of the test images.")).ToBeVisibleAsync();
        await window.LookAsync("course-end-done");
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare them", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/runs/compare?group=course-1");
        await Assertions.Expect(page.Locator(".comparison tbody tr, table tbody tr").Filter(new() { HasText = "vgg11/8" }).First).ToBeVisibleAsync();
        Assert.Empty(window.Faults);
    }
}
