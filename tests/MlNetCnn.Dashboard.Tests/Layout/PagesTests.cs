using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MlNetCnn.Experiments;
using MudBlazor;

namespace MlNetCnn.Dashboard.Tests;

public class PagesTests : ComponentTest
{
    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    [Fact]
    public void Architectures_Catalog_IsListedWithItsFigures()
    {
        var page = Render<ArchitecturesPage>();

        Assert.Equal(Architectures.All.Length, page.FindAll("tbody tr").Count);
        var lenet = page.FindAll("tbody tr").Single(r => r.QuerySelector("a")!.TextContent == "lenet");
        Assert.Equal(["61,706", "416,520"], lenet.QuerySelectorAll("span[title]").Select(s => s.GetAttribute("title")));
        Assert.Equal(["61.7 k", "417 k"], lenet.QuerySelectorAll("span[title]").Select(s => s.TextContent));
    }

    [Fact]
    public void Architectures_Filter_KeepsWhatIsCalledOrDescribedSo()
    {
        var page = Render<ArchitecturesPage>();

        page.Find("input[type=search]").Input("he et al");
        Assert.All(page.FindAll("tbody a"), a => Assert.Contains("resnet", a.TextContent, StringComparison.Ordinal));

        page.Find("input[type=search]").Input("no such thing");
        Assert.Contains("No network matches “no such thing”.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Architectures_TwoTicked_AreCompared()
    {
        var page = Render<ArchitecturesPage>();
        Assert.True(page.Find(".page-actions button").HasAttribute("disabled"));

        page.Find("input[aria-label='Compare lenet']").Change(true);
        page.Find("input[aria-label='Compare vgg11']").Change(true);
        Assert.True(page.Find("input[aria-label='Compare alexnet']").HasAttribute("disabled"));
        page.Find(".page-actions button").Click();

        Assert.EndsWith("architectures/compare?left=lenet&right=vgg11", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Architecture_SizeThatCannotBe_SaysForWhichTheResultsAreAndTrainsNothing()
    {
        var page = Render<ArchitecturePage>(p => p.Add(a => a.Name, "lenet"));
        Assert.Empty(page.FindAll(".page-actions button"));

        page.FindAll(".input-controls input")[1].Change("100000");

        Assert.Contains("everything below is for images of 1×28×28 and 10 classes", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Train it", Assert.Single(page.FindAll(".page-actions [disabled]")).TextContent.Trim());
    }

    [Fact]
    public void Architecture_InputInTheAddress_IsUsedAndFollows()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("architectures/lenet?input=3x32x32&classes=7");
        var page = Render<ArchitecturePage>(p => p.Add(a => a.Name, "lenet"));

        Assert.Equal("7", page.FindAll(".volume")[^1].GetAttribute("data-shape"));
        Assert.Equal("6×32×32", page.Find(".volume[data-path=conv1]").GetAttribute("data-shape"));

        page.FindAll(".input-controls input")[1].Change("40");
        Assert.EndsWith("architectures/lenet?input=3x40x32&classes=7", Address, StringComparison.Ordinal);
        Assert.Equal("6×40×32", page.Find(".volume[data-path=conv1]").GetAttribute("data-shape"));
    }

    [Fact]
    public void Architecture_ImagesTooSmall_SaysWhichLayerAndWhy()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("architectures/lenet?input=1x8x8");

        var page = Render<ArchitecturePage>(p => p.Add(a => a.Name, "lenet"));

        Assert.Contains("Conv2d 'conv2' has a window of 5×5, but 'pool1' gives 6×4×4", page.Find(".totals").TextContent, StringComparison.Ordinal);
        Assert.Equal("conv2", page.Find("tr.flawed").GetAttribute("data-path"));
    }

    [Fact]
    public void Architecture_Width_IsPartOfTheName()
    {
        var page = Render<ArchitecturePage>(p => p.Add(a => a.Name, "vgg11"));

        page.Find("select").Change("4");

        Assert.Contains("architectures/vgg11/4?", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Architecture_Unknown_SaysSo() =>
        Assert.Contains("There is no architecture “lenot”", Render<ArchitecturePage>(p => p.Add(a => a.Name, "lenot")).Markup, StringComparison.Ordinal);

    [Fact]
    public void Compare_TwoNetworks_AreAlignedAndOnOneScale()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("architectures/compare?left=lenet&right=lenet-relu&input=1x28x28");

        var page = Render<ComparePage>();

        Assert.Equal(["28×28", "14×14", "10×10", "5×5", "flat"], page.FindAll(".aligned tbody th").Select(h => h.TextContent));
        Assert.Equal(["28×28", "14×14", "10×10", "5×5", "flat"], page.FindAll(".size-column").Select(c => c.GetAttribute("data-size")));
        Assert.Equal(["Layers of lenet", "Layers of lenet-relu"], page.FindAll(".lane").Select(lane => lane.GetAttribute("aria-label")));
        page.FindAll(".lane")[1].QuerySelector("[data-path=conv2]")!.Focus();
        Assert.Equal(["conv1", "conv2"], page.FindAll(".details").Select(details => details.GetAttribute("data-path")));
        Assert.Equal(2, page.FindAll("td").Count(c => c.TextContent == "61,706"));
        page.FindAll("select")[1].Change("vgg11");
        Assert.Contains("left=lenet&right=vgg11", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_None_LeadsToTheFirst()
    {
        var page = Render<NetworksPage>();

        Assert.Contains("None yet.", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.Find("a[href='networks/new']"));
    }

    [Fact]
    public void Networks_Deleted_IsGoneAndTheFileToo()
    {
        Networks.Save(Architectures.LeNet() with { Name = "mine" }, null);
        var page = Render<NetworksPage>();
        Assert.Contains("61,706", page.Find("tbody tr").TextContent, StringComparison.Ordinal);

        page.Find("button[aria-label='Delete mine']").Click();

        Assert.Empty(page.FindAll("tbody tr"));
        Assert.Empty(Networks.All());
    }

    [Fact]
    public void Networks_BrokenFile_IsShownWithItsReason()
    {
        Directory.CreateDirectory(Networks.Folder);
        File.WriteAllText(Path.Combine(Networks.Folder, "broken.json"), """{"format": 2}""");

        var page = Render<NetworksPage>();

        Assert.Contains("'broken.json': $.format is 2, but this version reads 1", page.Find("tbody .problem").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Home_Start_LeadsEverywhere()
    {
        var page = Render<Home>();

        Assert.Equal(["architectures", "networks", "lab", "course"], page.FindAll(".look-around a").Select(a => a.GetAttribute("href")));
        Assert.Equal("Train on your own photos", page.Find(".first-steps h2").TextContent);
        Assert.Contains("21 of 21 examples", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Theme_Chosen_IsToldToTheBrowser()
    {
        JSInterop.Setup<string?>("mlnetcnn.theme.choice").SetResult("dark");
        var popovers = Render<MudPopoverProvider>();
        var theme = Render<ThemeSwitch>();
        theme.WaitForAssertion(() => theme.Find("[aria-label='Theme: dark']"));

        theme.Find("button").Click();
        popovers.WaitForAssertion(() => Assert.Equal(["System", "Light", "Dark"], popovers.FindAll("[role=menuitem]").Select(i => i.TextContent.Trim())));
        popovers.FindAll("[role=menuitem]")[1].Click();

        Assert.Equal("light", Assert.Single(JSInterop.Invocations["mlnetcnn.theme.choose"]).Arguments[0]);
    }

    [Fact]
    public void Layout_Start_HasSkipLinkAndMarkOfLife()
    {
        var layout = Render<MainLayout>(p => p.Add(l => l.Body, "<h1>page</h1>"));

        Assert.EndsWith("#content", layout.Find(".skip-link").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("true", layout.Find("main").GetAttribute("data-interactive"));
        Assert.Equal(["Runs", "Compare", "Data", "Networks", "Lab", "Course", "New run"], layout.FindAll("nav[aria-label=Main] a").Select(a => a.TextContent.Trim()));
    }

    [Fact]
    public void Layout_PageBelowAPlace_MarksThePlace()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("photos");

        Assert.Equal("Data", Render<MainLayout>(p => p.Add(l => l.Body, "")).Find("nav[aria-label=Main] .active").TextContent.Trim());
    }

    [Theory]
    [InlineData("", "Runs")]
    [InlineData("runs/20260101-lenet", "Runs")]
    [InlineData("runs/new", "New run")]
    [InlineData("runs/mistakes", "Compare")]
    [InlineData("networks/mine", "Networks")]
    [InlineData("not-found", null)]
    public void Place_OfAPage_IsThatOfTheMenu(string address, string? title) => Assert.Equal(title, Place.Of(address)?.Title);

    [Fact]
    public async Task RunningWork_RunEnds_IsReportedOnce()
    {
        await Queue.AddAsync(Tiny.Request("mine"));
        var leases = new RunLeases(Store, "w", TimeSpan.FromMinutes(1));
        var leased = await leases.ClaimAsync(["cpu", "auto"], default);
        Render<MudPopoverProvider>();
        var messages = Render<MudSnackbarProvider>();
        var work = Render<RunningWork>();
        work.WaitForAssertion(() => Assert.Contains("1", work.Find("button").TextContent, StringComparison.Ordinal));

        Assert.True(await leased!.EndAsync(new(), new RunEnding(RunState.Failed, "no memory"), default));
        Clock.Advance(RunFeed.Busy);

        messages.WaitForAssertion(() => Assert.Contains("mine failed", Assert.Single(messages.FindAll(".mud-snackbar")).TextContent, StringComparison.Ordinal));
        work.WaitForAssertion(() => Assert.Empty(work.FindAll("button")));
    }
}
