using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard.Tests;

public class LookPageTests : ComponentTest
{
    [Fact]
    public async Task Layer_Chosen_ShowsItsMapsInPages()
    {
        var page = await OpenAsync();
        Assert.Equal(32, page.FindAll(".layer-maps .map").Count);

        await page.InvokeAsync(() => page.FindAll(".layer-maps button").Single(b => b.TextContent == "Next 32").Click());
        await page.WaitForAssertionAsync(() => Assert.Equal(8, page.FindAll(".layer-maps .map").Count));
        await page.InvokeAsync(() => page.FindAll(".layer-maps .map")[7].Click());

        await page.WaitForAssertionAsync(() => Assert.Equal(["conv", "relu", "pool"], page.FindAll(".trail button span span").Select(s => s.TextContent)));
        Assert.Contains("conv, map 40", page.Find(".layer-maps .map-view figcaption").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_ArrowKeys_ReadWhatTheNetworkComputes()
    {
        var run = await TestedRun.AddAsync(Store, "aaa", i => i % 3);
        var page = await OpenAsync(run);
        var model = CnnModel.Load(Store.FolderOf(run.Id).Onnx);
        var image = ImageSet.LoadIdxFolder(run.Request.Data).Test!;
        using var probe = new LayerProbe(model);
        var value = probe.Read(Array.ConvertAll(image.Image(0).ToArray(), b => (float)b), "conv").Layers["conv"].Map(0)[8 + 2];

        page.Find(".layer-maps .map-view svg").KeyDown(new KeyboardEventArgs { Key = "ArrowDown" });
        page.Find(".layer-maps .map-view svg").KeyDown(new KeyboardEventArgs { Key = "ArrowRight" });
        page.Find(".layer-maps .map-view svg").KeyDown(new KeyboardEventArgs { Key = "ArrowRight" });

        Assert.Equal($"row 2, column 3: {ShownNumber.Value(value)}", page.Find(".layer-maps .chart-values").TextContent);
    }

    [Fact]
    public async Task Layer_FullyConnected_ShowsBarsOrAStrip()
    {
        var page = await OpenAsync();

        await page.InvokeAsync(() => page.Find(".controls-row:has(+ .layer-maps) select").Change("fc"));
        await page.WaitForAssertionAsync(() => Assert.Equal(3, page.FindAll(".layer-maps .bars tbody tr").Count));
        Assert.Equal(TestedRun.ClassNames, page.FindAll(".layer-maps .bars tbody th").Select(t => t.TextContent));
        await page.InvokeAsync(() => page.Find(".controls-row:has(+ .layer-maps) select").Change("hidden"));

        await page.WaitForAssertionAsync(() => Assert.StartsWith("unit 1: ", page.Find(".layer-maps .chart-values").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task File_ThatIsNoImage_IsSaidInASentence()
    {
        var page = await OpenAsync();

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("not an image", "notes.png"));

        await page.WaitForAssertionAsync(() => Assert.Contains("'notes.png' is not an image that can be read", page.Find(".problem").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task File_OfAnotherSize_GoesThroughTheNetwork()
    {
        var page = await OpenAsync();
        var png = Png.Gray(20, 10, new byte[200]);

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(png, "black.png"));

        await page.WaitForAssertionAsync(() => Assert.Contains("black.png", page.Find(".looked figcaption").TextContent, StringComparison.Ordinal));
        Assert.Contains("20×10 pixels, made 8×8", page.Find(".looked figcaption").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("true class", page.Find(".looked").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyMistakes_Chosen_LeadsToThem()
    {
        var page = await OpenAsync();

        await page.InvokeAsync(() => page.FindAll("label").Single(l => l.TextContent.Trim() == "Only mistakes").QuerySelector("input")!.Change(true));
        await page.WaitForAssertionAsync(() => Assert.Contains("Test image 5", page.Find(".looked figcaption").TextContent, StringComparison.Ordinal));
        await page.InvokeAsync(() => page.FindAll("button").Single(b => b.TextContent == "Next").Click());

        await page.WaitForAssertionAsync(() => Assert.Contains("Test image 8", page.Find(".looked figcaption").TextContent, StringComparison.Ordinal));
    }

    private async Task<IRenderedComponent<LookPage>> OpenAsync(Run? run = null)
    {
        run ??= await TestedRun.AddAsync(Store, "aaa", i => i is 4 or 7 ? 2 : i % 3);
        var page = Render<LookPage>(parameters => parameters.Add(p => p.Id, run.Id));
        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll(".layer-maps .map")), TimeSpan.FromSeconds(30));
        return page;
    }
}
