using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard.Tests;

public class MistakesPageTests : ComponentTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task Cell_Pressed_IsInTheAddressAndShowsItsImages()
    {
        // Image 3 is dark and 4 is <b>bold</b>: both are taken for bright.
        var run = await TestedRun.AddAsync(Store, "aaa", i => i is 3 or 4 ? 2 : i % 3);
        var page = await OpenAsync(run);
        Assert.Equal(["3", "1", "3", "1", "4"], page.FindAll(".confusion button").Select(b => b.TextContent));

        await page.InvokeAsync(() => page.Find(".confusion button[aria-label^='1 images of dark were taken for bright']").Click());

        page.WaitForAssertion(() => Assert.EndsWith($"runs/{run.Id}/mistakes?true=0&predicted=2", Navigation.Uri, StringComparison.Ordinal), TimeSpan.FromSeconds(30));
        page = await OpenAsync(run);
        var image = page.FindAll("[aria-label='Images of the cell'] .test-image").Single();
        Assert.Equal("3", image.GetAttribute("data-image"));
        Assert.StartsWith($"runs/{run.Id}/test-images/3.png?v=", image.QuerySelector("img")!.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Contains("taken for bright 53.0 %", string.Join(' ', image.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Curves_OfEveryClass_AreDrawnFromTheScoresOfTheModel()
    {
        var run = await TestedRun.AddAsync(Store, "aaa", i => i is 4 ? 2 : i % 3, temperature: 2);
        var images = ImageSet.LoadIdxFolder(run.Request.Data).Test!;
        using var scorer = new CnnScorer(CnnModel.Load(Store.FolderOf(run.Id).Onnx), new() { Device = "cpu" });
        var scores = new float[images.Count * 3];
        scorer.Score(images.Pixels.Span, scores);
        var metrics = ClassificationMetrics.Of(TestedRun.ClassNames, images.Labels.ToArray(), scores);

        var page = await OpenAsync(run);
        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll("[aria-label='Areas under the curves']")), TimeSpan.FromSeconds(30));

        Assert.Equal(
            metrics.Classes.Select(c => (c.Name, c.AveragePrecision!.Value.ToString("0.000", CultureInfo.InvariantCulture), c.RocAuc!.Value.ToString("0.000", CultureInfo.InvariantCulture))),
            page.FindAll("[aria-label='Areas under the curves'] tbody tr").Select(r => (r.Children[0].TextContent, r.Children[2].TextContent, r.Children[3].TextContent)));
        Assert.Equal(["Before", "After"], page.FindAll("h3").Select(h => h.TextContent));
    }

    [Fact]
    public async Task Page_NamesThatHoldMarkup_AreText()
    {
        var run = await TestedRun.AddAsync(Store, "aaa", i => i is 4 ? 2 : i % 3);

        var page = await OpenAsync(run);

        Assert.Contains(page.FindAll(".confusion th"), th => th.TextContent == TestedRun.Markup);
        Assert.DoesNotContain(page.FindAll("b"), b => b.TextContent == "bold");
        Assert.Contains("of 12 test images right", page.Find(".totals").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_DataSetGone_SaysSoAndShowsTheNumbers()
    {
        var run = await TestedRun.AddAsync(Store, "aaa", i => i is 4 ? 2 : i % 3);
        Directory.Delete(run.Request.Data, recursive: true);

        var page = await OpenAsync(run);

        Assert.Contains("The images cannot be shown, only the numbers:", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".test-image img"));
        Assert.Contains("image 5", page.Find(".test-image").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_DataSetChanged_ShowsNoImages()
    {
        var run = await TestedRun.AddAsync(Store, "aaa", i => i is 4 ? 2 : i % 3);
        var other = ImageSet.LoadIdxFolder(run.Request.Data).Train;
        IdxFolder.Write(run.Request.Data, other, other);

        var page = await OpenAsync(run);

        Assert.Contains("has changed since the run", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".test-image img"));
    }

    [Fact]
    public async Task Compare_TwoRuns_SortsTheirMistakes()
    {
        var left = await TestedRun.AddAsync(Store, "aaa", i => i is 3 or 4 or 5 ? (i + 1) % 3 : i % 3);
        var right = await TestedRun.AddAsync(Store, "bbb", i => i is 5 or 6 ? (i + 1) % 3 : i % 3);
        Navigation.NavigateTo($"runs/mistakes?left={left.Id}&right={right.Id}");

        var page = Render<CompareMistakesPage>();
        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll(".test-image img")));

        Assert.Equal(["4,3", "6", "5"], page.FindAll(".test-images").Select(list => string.Join(',', list.QuerySelectorAll(".test-image").Select(i => i.GetAttribute("data-image")))));
        Assert.Contains("They do not differ by more than chance", page.Markup, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<MistakesPage>> OpenAsync(Run run)
    {
        var page = Render<MistakesPage>(parameters => parameters.Add(p => p.Id, run.Id));
        // With the images, or with why there are none.
        await page.WaitForAssertionAsync(() => Assert.True(page.FindAll(".test-image img").Count > 0 || page.Markup.Contains("cannot be shown", StringComparison.Ordinal)), TimeSpan.FromSeconds(30));
        return page;
    }
}
