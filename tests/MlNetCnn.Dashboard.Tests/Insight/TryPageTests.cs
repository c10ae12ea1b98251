using Bunit;
using Microsoft.AspNetCore.Components.Forms;

namespace MlNetCnn.Dashboard.Tests;

public class TryPageTests : ComponentTest
{
    [Fact]
    public async Task Files_Several_EachShowTheirClassesAndWhatIsNoImageIsSaid()
    {
        var page = await OpenAsync();

        page.FindComponent<InputFile>().UploadFiles(
            InputFileContent.CreateFromBinary(MlNetCnn.Components.Png.Gray(20, 10, new byte[200]), "black.png"),
            InputFileContent.CreateFromText("not an image", "notes.png"),
            InputFileContent.CreateFromBinary(MlNetCnn.Components.Png.Gray(8, 8, new byte[64]), "<i>.png"));

        await page.WaitForAssertionAsync(() => Assert.Equal(
            ["<i>.png", "black.png: 20×10 pixels, made 8×8"], page.FindAll(".tried-card > p.note").Select(p => p.TextContent)));
        Assert.Contains("'notes.png' is not an image that can be read", page.Find(".problem").TextContent, StringComparison.Ordinal);
        Assert.All(page.FindAll(".tried-bars"), bars => Assert.Equal(TestedRun.ClassNames.Order(), bars.QuerySelectorAll("dt").Select(t => t.TextContent).Order()));
    }

    [Fact]
    public async Task Camera_Frame_ReplacesTheOneBefore()
    {
        var page = await OpenAsync();
        var camera = page.FindComponent<CameraView>();
        await page.InvokeAsync(() => page.FindAll("button").Single(b => b.TextContent == "Use the camera").Click());

        foreach (byte gray in new[] { 10, 200 })
            await page.InvokeAsync(() => camera.Instance.Frame(MlNetCnn.Components.Png.Gray(8, 8, [.. Enumerable.Repeat(gray, 64)])));

        Assert.Equal(["Camera"], page.FindAll(".tried-card > p.note").Select(p => p.TextContent));
    }

    [Fact]
    public async Task Drawing_IsTried()
    {
        var page = await OpenAsync();

        await page.InvokeAsync(() => page.FindComponent<DrawingBoard>().Instance.Drawn(new byte[64]));

        await page.WaitForAssertionAsync(() => Assert.Equal("Your drawing", page.Find(".tried-card > p.note").TextContent));
    }

    [Fact]
    public async Task Image_BelowTheThresholdOfTheModel_IsUnknown()
    {
        var page = await OpenAsync(knownFrom: 1);

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(MlNetCnn.Components.Png.Gray(8, 8, new byte[64]), "black.png"));

        await page.WaitForAssertionAsync(() => Assert.Equal("Unknown", page.Find(".tried-class").TextContent));
    }

    [Fact]
    public async Task Model_OfTheRun_IsThereToBeTaken()
    {
        var page = await OpenAsync();

        Assert.Contains(page.FindAll(".run-use a"), a => a.GetAttribute("href")!.EndsWith("/files/model.onnx", StringComparison.Ordinal));
    }

    private async Task<IRenderedComponent<TryPage>> OpenAsync(float? knownFrom = null)
    {
        var run = await TestedRun.AddAsync(Store, "aaa", i => i % 3, knownFrom);
        var page = Render<TryPage>(parameters => parameters.Add(p => p.Id, run.Id));
        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll(".run-use")), TimeSpan.FromSeconds(30));
        return page;
    }
}
