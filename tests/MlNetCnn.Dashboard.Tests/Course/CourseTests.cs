using Bunit;

namespace MlNetCnn.Dashboard.Tests;

public class CourseTests : ComponentTest
{
    public static TheoryData<string> Sections() => [.. CourseSection.All.Select(s => s.Number)];

    [Theory]
    [MemberData(nameof(Sections))]
    public void Section_Opened_HasItsPartsAndEveryTick(string number)
    {
        var page = Section(number);

        Assert.Equal(CourseSection.Find(number)!.Heading, page.Find("h1").TextContent);
        Assert.Empty(page.FindAll(".flawed"));
        Assert.Empty(page.FindAll("[role=alert]"));
        Assert.Equal(number, page.Find("[aria-current=page]").GetAttribute("href")!.Split('/')[1]);
    }

    [Fact]
    public void Way_FollowedByNext_LeadsThroughTheBooksSections()
    {
        var seen = new List<string>();
        for (var next = "7.1"; next is not null;)
        {
            seen.Add(next);
            next = Section(next).FindAll(".course-steps a").FirstOrDefault(a => a.TextContent.TrimStart().StartsWith("Next", StringComparison.Ordinal))?.GetAttribute("href")!.Split('/')[1];
        }

        Assert.Equal(["7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "8.1", "8.2", "8.3", "8.4", "8.5", "8.6", "end"], seen);
    }

    [Theory]
    [InlineData("7.6", 14)] // LeNet: twelve layers and two sums
    [InlineData("8.1", 2)] // AlexNet: its sums
    [InlineData("8.2", 15)] // VGG-11
    [InlineData("8.6", 11)] // two residual blocks, a ResNeXt block; ResNet-18: six blocks and two sums
    public void Networks_OfTheNotebook_AgreeWithItsSummaries(string number, int ticks) =>
        Assert.Equal(ticks, Section(number).FindAll(".tick").Count);

    [Fact]
    public void Weights_SliderMoved_AreCounted()
    {
        var page = Section("7.1");
        Assert.Contains("1,000,000,000,000", page.Markup, StringComparison.Ordinal);

        page.FindAll("input[type=range]")[0].Input("8");

        Assert.Contains("4,096", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_ValueEdited_IsNormalizedAnew()
    {
        var view = Render<BatchNormalizationView>();
        Assert.Contains("Mean 6.5, variance 11.9167", view.Markup, StringComparison.Ordinal);

        view.FindAll("input")[0].Change("13");

        Assert.Contains("Mean 7.5", view.Markup, StringComparison.Ordinal);
        Assert.Equal(0, view.FindAll(".matrix.heat td").Sum(cell => double.Parse(cell.TextContent.Trim(), System.Globalization.CultureInfo.InvariantCulture)), 3);
    }

    [Fact]
    public async Task Training_Asked_AddsThreeRunsOfOneGroupAndShowsThem()
    {
        var view = Render<CourseTraining>();
        view.WaitForAssertion(() => Assert.Contains("not asked for yet", view.Markup, StringComparison.Ordinal));

        await view.InvokeAsync(() => Button(view).Click());

        view.WaitForAssertion(() => Assert.Contains("0 of 3 are done", view.Markup, StringComparison.Ordinal));
        var runs = await Store.ListAsync();
        Assert.Equal(["lenet", "resnet18", "vgg11/8"], runs.Select(r => r.Request.Architecture.Name).Order(StringComparer.Ordinal));
        var group = Assert.Single(runs.Select(r => r.Group).Distinct());
        Assert.Equal($"runs/compare?group={group}", view.FindAll("a").Single(a => a.TextContent.Contains("Compare", StringComparison.Ordinal)).GetAttribute("href"));
        Assert.True(Button(view).HasAttribute("disabled"));
    }

    [Fact]
    public async Task Training_RunsEnd_IsShownWithoutALoad()
    {
        var view = Render<CourseTraining>();
        await view.InvokeAsync(() => Button(view).Click());
        view.WaitForAssertion(() => Assert.Contains("0 of 3 are done", view.Markup, StringComparison.Ordinal));

        foreach (var run in await Store.ListAsync())
            await Queue.CancelAsync(run.Id);
        Clock.Advance(RunFeed.Busy);

        view.WaitForAssertion(() => Assert.Contains("No run is waiting any more", view.Markup, StringComparison.Ordinal));
        Assert.False(Button(view).HasAttribute("disabled"));
    }

    [Fact]
    public async Task Training_AllSucceeded_ShowsWhatEachCameTo()
    {
        var right = new Dictionary<string, int> { ["lenet"] = 18, ["vgg11/8"] = 15, ["resnet18"] = 19 };
        foreach (var request in CourseRuns.Requests("course-1"))
            await Store.AddFinishedAsync(request, right[request.Architecture.Name]);

        var view = Render<CourseTraining>();

        view.WaitForAssertion(() => Assert.Contains("All three are done. resnet18 recognizes most: 95.0 % of the test images.", view.Markup, StringComparison.Ordinal));
        Assert.Equal(["90.0 %", "75.0 %", "95.0 %"], view.FindAll("tbody tr").Select(row => row.QuerySelectorAll("td")[3].TextContent));
        Assert.Equal("runs/compare?group=course-1", view.FindAll("a").Single(a => a.TextContent.Contains("Compare", StringComparison.Ordinal)).GetAttribute("href"));
        Assert.False(Button(view).HasAttribute("disabled"));
    }

    [Fact]
    public void Requests_OfTheEnd_FitTheirImages() => Assert.All(
        CourseRuns.Requests("course-1"),
        request => Assert.NotNull(request.Architecture.Plan(new(1, request.ToLoading().Size!.Value.Height, request.ToLoading().Size!.Value.Width), 10)));

    [Fact]
    public void Section_ThatIsNone_SaysSo() => Assert.Contains("The course has no section “9.9”", Section("9.9").Markup, StringComparison.Ordinal);

    private IRenderedComponent<CoursePage> Section(string number) => Render<CoursePage>(p => p.Add(c => c.Number, number));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<CourseTraining> view) =>
        view.FindAll("button").Single(b => b.TextContent.Contains("Train these three", StringComparison.Ordinal));
}
