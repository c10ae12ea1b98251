using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MlNetCnn.Dashboard.Tests;
using MlNetCnn.Experiments;

namespace MlNetCnn.Browser.Tests;

/// <summary>Looking into a run that the dashboard trained.</summary>
[Collection(BrowserCollection.Name)]
public class InsightTests(Browser browser)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Learns in one epoch, which LeNet's sigmoids do not.
    private static readonly Architecture Network = MlNetCnn.Network.Named("small")
        .Conv2d(6, 5, padding: 2, name: "conv1").ReLU("act1").MaxPool2d(2, name: "pool1").Flatten("flatten").Linear(name: "fc").Build();

    [SkippableFact]
    public async Task Run_Trained_ShowsFeatureMapsGradCamAndMistakes()
    {
        await using var dashboard = await DashboardProcess.StartAsync();
        await using var window = await browser.OpenAsync(dashboard: dashboard);
        var page = window.Page;
        var run = await TrainAsync(dashboard);

        await window.GoAsync($"runs/{run}/look");
        await page.WaitForSelectorAsync(".layer-maps[data-layer=conv1] .map >> nth=5");
        await page.FocusAsync(".layer-maps .map");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".layer-maps .map-view >> text=conv1, map 2");
        await page.FocusAsync(".layer-maps .map-view svg");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.WaitForSelectorAsync(".layer-maps .chart-values >> text=row 2, column 1:");
        await page.HoverAsync(".layer-maps .map-view svg");
        await Assertions.Expect(page.Locator(".layer-maps .chart-values")).ToHaveTextAsync(new Regex("^row 1[45], column 1[45]: "));

        // A picture as a file, as dropped: the browser gives it to the field that covers the zone.
        var png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADElEQVR4nGNg+A+EAAYAAf+T0eSJAAAAAElFTkSuQmCC");
        await page.SetInputFilesAsync(".drop-zone input", new FilePayload { Name = "mine.png", MimeType = "image/png", Buffer = png });
        await page.WaitForSelectorAsync(".looked figcaption >> text=mine.png");
        await page.SetInputFilesAsync(".drop-zone input", new FilePayload { Name = "notes.png", MimeType = "image/png", Buffer = "no image"u8.ToArray() });
        await page.WaitForSelectorAsync(".problem >> text='notes.png' is not an image that can be read");
        await page.FocusAsync(".drawing-board canvas");
        foreach (var key in new[] { " ", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown" })
            await page.Keyboard.PressAsync(key);
        await page.WaitForSelectorAsync(".looked figcaption >> text=Your drawing");

        await page.GetByRole(AriaRole.Button, new() { Name = "Compute Grad-CAM" }).ClickAsync();
        await page.WaitForSelectorAsync(".grad-cam .map-view, .problem >> nth=0", new() { Timeout = 120_000 });
        Assert.Equal("", string.Join(' ', await page.Locator("p.problem[role=status]").AllTextContentsAsync()));
        await window.LookAsync("look-inside");

        await window.GoAsync($"runs/{run}/mistakes");
        await page.WaitForSelectorAsync(".test-image img");
        await page.FocusAsync(".confusion button[tabindex='0']");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/mistakes\?true=\d+&predicted=\d+$"));
        var first = page.Locator("[aria-label='Images of the cell'] img").First;
        await Assertions.Expect(first).ToHaveJSPropertyAsync("naturalWidth", 28);
        await window.LookAsync("mistakes");
        // Two bad pictures were refused in the page, not as faults of it.
        Assert.Empty(window.Faults);
    }

    private static async Task<string> TrainAsync(DashboardProcess dashboard)
    {
        var store = await RunStore.OpenAsync(StoreLocation.Parse(Path.Combine(dashboard.Folder, "runs.db")));
        var request = new RunRequest { Architecture = Network, Data = DataSets.Bundled.Name, Name = "one epoch" };
        var run = await store.AddAsync(request.With(new Dictionary<string, string> { ["epochs"] = "1", ["optimizer"] = "adam", ["learning-rate"] = "0.003", ["device"] = "cpu", ["threads"] = "1" }));
        var start = Stopwatch.GetTimestamp();
        while (!run.State.IsOver())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"The run is {run.State}: {run.Sentence}");
            await Task.Delay(100);
            run = await store.GetAsync(run.Id);
        }
        Assert.True(run.State == RunState.Succeeded, run.Sentence);
        return run.Id;
    }
}
