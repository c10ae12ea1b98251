using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MlNetCnn.Experiments;
using MudBlazor;

namespace MlNetCnn.Dashboard.Tests;

public class DataPagesTests : ComponentTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _source = Directory.CreateTempSubdirectory("mlnetcnn-images-");

    [Fact]
    public async Task Data_Start_ListsTheCatalogAndTheUsersOwnWithTheirRuns()
    {
        Import("pets");
        await Store.AddAsync(new RunRequest { Architecture = Architectures.LeNet(), Data = "pets" });

        var page = Page();

        Assert.Equal(["bundled", "fashion-mnist", "mnist", "cifar10", "pets"], page.FindAll("tbody a").Select(a => a.TextContent));
        Assert.Equal("comes along", Cell(page, "bundled", "On this machine"));
        Assert.StartsWith("not yet, ", Cell(page, "mnist", "On this machine"), StringComparison.Ordinal);
        Assert.Equal(("4", "1"), (Cell(page, "pets", "Training images"), Cell(page, "pets", "Runs")));
        Assert.NotNull(page.Find("button[aria-label='Download mnist']"));
        Assert.Empty(page.FindAll("button[aria-label='Remove bundled']"));
    }

    [Fact]
    public void Data_DownloadThatFails_SaysWhatToFetchByHand()
    {
        var page = Page();

        Services.GetRequiredService<JobList>().Start("download:mnist", "Downloading mnist", (_, _) => throw new IOException("download by hand <b>x</b>"));

        page.WaitForAssertion(() => Assert.Contains("Downloading mnist failed: download by hand <b>x</b>", page.Find("[role=alert]").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Data_Download_IsShownInWordsAndStopped()
    {
        var page = Page();
        var told = new TaskCompletionSource();
        Services.GetRequiredService<JobList>().Start("download:mnist", "Downloading mnist", async (job, stop) =>
        {
            job.Tell("3.00 MiB of 11.0 MiB", 0.27);
            told.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
            return null;
        });
        await told.Task.WaitAsync(Patience);
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Contains("3.00 MiB of 11.0 MiB", page.Find(".job-words").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal("0.27", page.Find("[role=progressbar]").GetAttribute("aria-valuenow"));

        await page.InvokeAsync(() => page.Find("button[aria-label='Stop: Downloading mnist']").Click());

        page.WaitForAssertion(() => Assert.Contains("What has come stays", page.Find(".job").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public void Set_LookedThrough_ShowsCountsPicturesAndWhatIsWrong()
    {
        // 7 is there under both names, and cat has it twice.
        File.WriteAllText(Path.Combine(_source.CreateSubdirectory("dog").FullName, "scan.pcx"), "II*");
        Import("pets", ("cat<script>", [7, 7, 1, 2]), ("dog", [7, 3]));
        var page = Render<DataSetPage>(p => p.Add(d => d.Name, "pets"));

        page.WaitForElement("button", Patience);
        page.FindAll("button").First(b => b.TextContent == "Look through the images").Click();
        page.WaitForElement(".sheets", Patience);

        Assert.Equal([("cat<script>", "4"), ("dog", "2")], page.FindAll(".bars tbody tr").Select(r => (r.Children[0].TextContent, r.Children[1].TextContent)));
        Assert.Equal(["data-sheets/pets/0", "data-sheets/pets/1"], page.FindAll(".sheets img").Select(i => i.GetAttribute("src")!.Split('?')[0]));
        Assert.Contains("1 image is there under two classes: some labels are wrong.", page.FindAll(".findings li").Select(l => l.TextContent));
        Assert.Contains("1 file skipped: .pcx is not supported.", page.FindAll(".findings li").Select(l => l.TextContent));
        Assert.Contains("two labels", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("script"));
        var look = Assert.IsType<DataLook>(Services.GetRequiredService<DataWork>().LookOf("pets")!.Result);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], look.Sheets[0]![..4]);
    }

    [Fact]
    public async Task Set_Train_QueuesWhatTheCommandLineWouldProposeAndOpensTheRun()
    {
        byte[] grays = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        Import("pets", ("cat", grays), ("dog", grays));
        var page = Render<DataSetPage>(p => p.Add(d => d.Name, "pets"));
        page.WaitForElement(".train-panel button", Patience);
        Assert.Contains("20 % of the images of each class are held out for testing.", page.Find(".train-panel ul").TextContent, StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Find(".train-panel button").Click());

        page.WaitForAssertion(() => Assert.Contains("/runs/", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal), Patience);
        var run = Assert.Single(await Store.ListAsync());
        Assert.Equal(("lenet-relu on pets", "lenet-relu", "pets"), (run.Name, run.Request.Architecture.Name, run.Request.Data));
        Assert.Equal([("size", "32"), ("test-fraction", "0.2"), ("validation-fraction", "0.1")], run.Request.Images.Concat(run.Request.Settings).Select(s => (s.Key, s.Value)));
    }

    [Fact]
    public void Set_ThatJustArrives_ShowsItsImportThenWhatWasFound()
    {
        TinyImages.WriteFolder(_source.FullName, ("cat", [1, 2]), ("dog", [3, 4]));
        var open = new TaskCompletionSource();
        Services.GetRequiredService<JobList>().Start("import:pets", "Importing pets", async (_, _) =>
        {
            await open.Task;
            return DataSets.Import(_source.FullName, "pets", cancellationToken: CancellationToken.None);
        });
        Services.GetRequiredService<NavigationManager>().NavigateTo("data/pets?look=true");
        var page = Render<DataSetPage>(p => p.Add(d => d.Name, "pets"));
        page.WaitForAssertion(() => Assert.Contains("Importing pets", page.Find(".job-words").TextContent, StringComparison.Ordinal), Patience);

        open.SetResult();

        page.WaitForElement(".sheets img", Patience);
        Assert.Contains("No duplicates", page.Find(".mud-alert").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Set_Unknown_SaysSo()
    {
        var page = Render<DataSetPage>(p => p.Add(d => d.Name, "..<b>"));

        page.WaitForAssertion(() => Assert.Contains("There is no data set “..<b>”", page.Find("h1").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Remove_SetThatRunsUse_NamesThemAndAsks()
    {
        Import("pets");
        await Store.AddAsync(new RunRequest { Architecture = Architectures.LeNet(), Data = "pets", Name = "<b>first</b>" });
        var dialogs = Render<MudDialogProvider>();
        var page = Page();

        await page.InvokeAsync(() => page.Find("button[aria-label='Remove pets']").Click());
        dialogs.WaitForElement(".mud-dialog", Patience);
        Assert.Contains("One run uses it:", dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("<b>first</b>", dialogs.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Contains("One of them is not over and will fail.", dialogs.Markup, StringComparison.Ordinal);
        await PressAsync(dialogs, "Keep it");
        dialogs.WaitForState(() => dialogs.FindAll(".mud-dialog").Count == 0, Patience);
        Assert.NotNull(DataSets.Find("pets"));

        await page.InvokeAsync(() => page.Find("button[aria-label='Remove pets']").Click());
        dialogs.WaitForElement(".mud-dialog", Patience);
        await PressAsync(dialogs, "Remove");

        page.WaitForAssertion(() => Assert.DoesNotContain("pets", page.FindAll("tbody a").Select(a => a.TextContent)), Patience);
        Assert.Null(DataSets.Find("pets"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (_source.Exists)
            _source.Delete(recursive: true);
    }

    // The dialog draws itself anew while it opens: found and pressed without a pause between.
    private static Task PressAsync(IRenderedComponent<MudDialogProvider> dialogs, string button) =>
        dialogs.InvokeAsync(() => dialogs.FindAll("button").Single(b => b.TextContent == button).Click());

    private IRenderedComponent<DataPage> Page()
    {
        var page = Render<DataPage>();
        page.WaitForElement("tbody tr", Patience);
        return page;
    }

    private static string Cell(IRenderedComponent<DataPage> page, string set, string column) =>
        page.FindAll("tbody tr").Single(r => r.QuerySelector("a")?.TextContent == set).QuerySelector($"[data-label='{column}']")!.TextContent.Trim();

    private void Import(string name, params (string Class, byte[] Grays)[] classes)
    {
        TinyImages.WriteFolder(_source.FullName, classes.Length > 0 ? classes : [("cat", [1, 2]), ("dog", [3, 4])]);
        DataSets.Import(_source.FullName, name);
    }
}
