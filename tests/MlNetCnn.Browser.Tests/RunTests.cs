using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.Playwright;
using MlNetCnn.Dashboard.Tests;

namespace MlNetCnn.Browser.Tests;

/// <summary>The way every user takes, from the empty page to a model that scores, on a dashboard of its own.</summary>
[Collection(BrowserCollection.Name)]
public class RunTests(Browser browser)
{
    // Training, on a machine that does other things too.
    private const int Patience = 180_000;

    private static readonly ImageSet Images = ImageSet.LoadIdxFolder(Path.Combine(DashboardProcess.Place, "data")).Test!;

    [SkippableFact]
    public async Task Run_FromTheEmptyPage_TrainsIsCancelledResumedComparedAndDownloaded()
    {
        await using var dashboard = await DashboardProcess.StartAsync();
        await using var window = await browser.OpenAsync(dashboard: dashboard);
        var page = window.Page;
        await window.GoAsync("");
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up a run" }).ClickAsync();
        await page.Locator("#architecture").SelectOptionAsync("lenet-relu");
        // Threads that wait for each other come to a standstill on a machine that does other things.
        await page.GetByText("Hardware", new() { Exact = true }).ClickAsync();
        await FillAsync(page, "threads", "1");
        // So many that it can be stopped in the middle on any machine.
        await FillAsync(page, "epochs", "20");
        await FillAsync(page, "name", "first run");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/runs/2[^/]+$"));
        var first = page.Url;

        var curve = page.Locator("figure[aria-label=Loss] polyline").First;
        await Assertions.Expect(curve).ToHaveAttributeAsync("points", new Regex("^[^ ]+( [^ ]+){2,}$"), new() { Timeout = Patience });
        var points = (await curve.GetAttributeAsync("points"))!;
        await Assertions.Expect(curve).Not.ToHaveAttributeAsync("points", points, new() { Timeout = Patience });
        await Assertions.Expect(page.Locator(".run-progress .numbers")).ToHaveTextAsync(new Regex(@"^Epoch ([5-9]|\d\d) of 20 .* images/s$"), new() { Timeout = Patience });
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel first run" }).ClickAsync();
        await StateIsAsync(page, "cancelled");
        await window.KeepAsync("run-cancelled-light-1440");

        // What there is so far is a model.
        await OpenAsync(page, "Files and code");
        Assert.InRange(Accuracy(await DownloadAsync(page, "model.onnx")), 0.3, 1);
        Assert.InRange(AccuracyByMlNet(await DownloadAsync(page, "model.zip")), 0.3, 1);

        await OpenAsync(page, "Curves");
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume first run" }).ClickAsync();
        await StateIsAsync(page, "running");
        await Assertions.Expect(page.Locator(".run-progress .numbers")).ToContainTextAsync("of 20", new() { Timeout = Patience });
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("main[data-interactive=true]");
        // Nothing of what was before is lost, to be seen by as many points at least.
        await Assertions.Expect(curve).ToHaveAttributeAsync("points", new Regex("^[^ ]+( [^ ]+){3,}$"));
        await StateIsAsync(page, "succeeded");
        await window.LookAsync("run");
        await OpenAsync(page, "Log");
        await Assertions.Expect(page.Locator(".run-log")).ToContainTextAsync(new Regex(@"Asked to give up\.[\s\S]*Goes on from the checkpoint, \d+ epochs are over\.[\s\S]*Epoch 20:[\s\S]*Succeeded\."));
        var tested = page.Locator(".tiles dd").First;
        await OpenAsync(page, "Files and code");
        await Assertions.Expect(page.GetByLabel("MODEL.md", new() { Exact = true })).ToContainTextAsync("## Calibration");
        await window.LookAsync("run-files");
        var (onnx, zip) = (Accuracy(await DownloadAsync(page, "model.onnx")), AccuracyByMlNet(await DownloadAsync(page, "model.zip")));
        Assert.InRange(onnx, 0.6, 1);
        Assert.Equal(onnx, zip, 0.002);
        await Assertions.Expect(tested).ToContainTextAsync(string.Create(CultureInfo.InvariantCulture, $"{onnx * 100:0.0} %"));
        await OpenAsync(page, "Settings");
        await window.LookAsync("run-settings");
        await OpenAsync(page, "System");
        await Assertions.Expect(page.Locator("figure[aria-label='Memory of its process'] polyline")).ToHaveAttributeAsync("points", new Regex(","));
        await window.LookAsync("run-system");

        await page.GetByRole(AriaRole.Link, new() { Name = "Duplicate first run" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("epochs=20"));
        await FillAsync(page, "epochs", "1");
        await FillAsync(page, "name", "second run");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(first);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("second run");
        await StateIsAsync(page, "succeeded");

        await window.GoAsync("");
        await page.GetByLabel("Choose first run").CheckAsync();
        await page.GetByLabel("Choose second run").CheckAsync();
        await window.LookAsync("runs");
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare 2 runs" }).ClickAsync();
        await Assertions.Expect(page.Locator(".comparison-table tbody tr")).ToHaveTextAsync([new Regex("epochs 20"), new Regex("epochs 1")]);
        await Assertions.Expect(page.Locator("figure[aria-label='Loss of these runs'] .chart-legend li")).ToHaveCountAsync(2);
        Assert.Empty(window.Faults);
    }

    // The address follows what is typed: then the server has it.
    private static async Task FillAsync(IPage page, string field, string text)
    {
        await page.FillAsync($"#{field}", text);
        await page.Locator($"#{field}").BlurAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"[?&]{field}={Uri.EscapeDataString(text).Replace("%20", "(%20|\\+)", StringComparison.Ordinal)}(&|$)"));
    }

    private static async Task OpenAsync(IPage page, string tab)
    {
        var link = page.GetByLabel("This run").GetByRole(AriaRole.Link, new() { Name = tab, Exact = true });
        await link.ClickAsync();
        await Assertions.Expect(link).ToHaveClassAsync("active");
    }

    private static Task StateIsAsync(IPage page, string state) =>
        Assertions.Expect(page.Locator(".run-head .run-state")).ToHaveClassAsync(new Regex($@"\b{state}\b"), new() { Timeout = Patience });

    private static async Task<string> DownloadAsync(IPage page, string name)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First.ClickAsync(), new() { Timeout = Patience });
        Assert.Matches($"^first-run-[a-z0-9]{{6}}-{Regex.Escape(name)}$", download.SuggestedFilename);
        return await download.PathAsync();
    }

    private static double Accuracy(string onnx)
    {
        using var scorer = new CnnScorer(CnnModel.Load(onnx));
        var (right, probabilities) = (0, new float[Images.ClassNames.Length]);
        for (var i = 0; i < Images.Count; i++)
        {
            scorer.Score(Images.Image(i), probabilities);
            right += Array.IndexOf(probabilities, probabilities.Max()) == Images.Labels[i] ? 1 : 0;
        }
        return (double)right / Images.Count;
    }

    private static double AccuracyByMlNet(string zip)
    {
        var ml = new MLContext();
        return ml.MulticlassClassification.Evaluate(ml.Model.Load(zip, out _).Transform(Images.ToDataView(ml))).MicroAccuracy;
    }
}
