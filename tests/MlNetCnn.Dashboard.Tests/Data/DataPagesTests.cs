using Bunit;
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

        Assert.Equal(["bundled", "fashion-mnist", "mnist", "cifar10", "pets"], page.FindAll("tbody th a").Select(a => a.TextContent));
        Assert.Equal("yes, comes along", Cell(page, "bundled", 6));
        Assert.StartsWith("no, ", Cell(page, "mnist", 6), StringComparison.Ordinal);
        Assert.Equal(("4", "1"), (Cell(page, "pets", 4), Cell(page, "pets", 7)));
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
        Assert.Equal("0.27", page.Find("progress").GetAttribute("value"));

        page.Find("button[aria-label='Stop: Downloading mnist']").Click();

        page.WaitForAssertion(() => Assert.Contains("What has come stays", page.Find(".job").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public void Import_PathThatIsNotThere_SaysSo()
    {
        var form = Render<ImportForm>();
        var inputs = form.FindAll("input[type=text]");

        inputs[0].Input("/no/such/folder");
        form.FindAll("input[type=text]")[1].Input("pets");
        form.Find("form").Submit();

        Assert.Contains("There is nothing at '/no/such/folder'", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_Folder_AppearsInTheList()
    {
        var page = Page();
        TinyImages.WriteFolder(_source.FullName, ("cat", [1, 2]), ("<i>dog", [3, 4]));

        page.FindAll("form input[type=text]")[0].Input(_source.FullName);
        page.FindAll("form input[type=text]")[1].Input("pets");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("pets", page.FindAll("tbody th a").Select(a => a.TextContent)), Patience);
    }

    [Fact]
    public async Task Upload_FileChosen_SuggestsANameAndRefusesWhatTheServerWould()
    {
        var form = Render<UploadForm>();

        await form.InvokeAsync(() => form.Instance.Choose("My Pets.zip", 2 << 20));
        Assert.Equal("my-pets", form.Find("input[type=text]").GetAttribute("value"));
        form.FindAll("button").Single(b => b.TextContent == "Upload").Click();

        Assert.Contains("larger than 1.00 MiB", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(JSInterop.Invocations["mlnetcnn.upload.send"]);
    }

    [Fact]
    public async Task Upload_Sent_GoesWithTheTokenAndShowsHowFarItIs()
    {
        var form = Render<UploadForm>();
        await form.InvokeAsync(() => form.Instance.Choose("a&b.zip", 1000));

        form.FindAll("button").Single(b => b.TextContent == "Upload").Click();

        var sent = Assert.Single(JSInterop.Invocations["mlnetcnn.upload.send"]);
        Assert.Equal(["uploads?name=a-b&file=a%26b.zip", "RequestVerificationToken", "the token"], sent.Arguments.Skip(2).Select(a => $"{a}"));
        await form.InvokeAsync(() => form.Instance.Advance(250, 1000));
        Assert.Contains("250 B of 1000 B sent", form.Find("[role=status]").TextContent, StringComparison.Ordinal);
        await form.InvokeAsync(() => form.Instance.End(0, ""));
        Assert.Contains("The connection broke; nothing was kept.", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
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

        page.WaitForAssertion(() => Assert.DoesNotContain("pets", page.FindAll("tbody th a").Select(a => a.TextContent)), Patience);
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

    private static string Cell(IRenderedComponent<DataPage> page, string set, int column) =>
        page.FindAll("tbody tr").Single(r => r.QuerySelector("th a")?.TextContent == set).Children[column].TextContent.Trim();

    private void Import(string name, params (string Class, byte[] Greys)[] classes)
    {
        TinyImages.WriteFolder(_source.FullName, classes.Length > 0 ? classes : [("cat", [1, 2]), ("dog", [3, 4])]);
        DataSets.Import(_source.FullName, name);
    }
}
