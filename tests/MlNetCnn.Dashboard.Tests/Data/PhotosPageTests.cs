using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace MlNetCnn.Dashboard.Tests;

public class PhotosPageTests : ComponentTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _source = Directory.CreateTempSubdirectory("mlnetcnn-images-");

    [Fact]
    public async Task Upload_FileChosen_IsSentAtOnceUnderANameOfItsOwn()
    {
        TinyImages.WriteFolder(_source.FullName, ("cat", [1]), ("dog", [2]));
        DataSets.Import(_source.FullName, "a-b");
        var page = Render<PhotosPage>();
        var form = page.FindComponent<UploadForm>();

        await form.InvokeAsync(() => form.Instance.Choose("a&b.zip", 1000, 0, [], 0));

        var sent = Assert.Single(JSInterop.Invocations["mlnetcnn.upload.send"]);
        Assert.Equal(["uploads?name=a-b-2&file=a%26b.zip", "RequestVerificationToken", "the token"], sent.Arguments.Skip(2).Select(a => $"{a}"));
        var panel = form.FindComponent<SendPanel>();
        await form.InvokeAsync(() => panel.Instance.Advance(250, 1000));
        Assert.Contains("250 B of 1000 B sent", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);
        await form.InvokeAsync(() => panel.Instance.End(202, "a-b-2"));
        Assert.EndsWith("/data/a-b-2?look=true", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_Folder_GoesAsATarAndNamesWhatIsLeftOut()
    {
        var form = Render<UploadForm>();
        await form.InvokeAsync(() => form.Find("#upload-name").Input("pets"));

        await form.InvokeAsync(() => form.Instance.Choose("My Pets", 1000, 12, ["notes.md", "<b>.exe"], 3));

        Assert.Equal("uploads?name=pets&file=My%20Pets.tar", Assert.Single(JSInterop.Invocations["mlnetcnn.upload.send"]).Arguments[2]);
        Assert.Contains("Skipped 3 files that are no images: notes.md, <b>.exe, …", form.FindAll("[role=status]").Select(s => s.TextContent));
    }

    [Fact]
    public async Task Upload_SeveralArchives_SaysThatOneIsTakenAtATime()
    {
        var form = Render<UploadForm>();

        await form.InvokeAsync(() => form.Instance.Choose("photos", 0, 0, ["a.zip", "b.tar.gz"], 2));

        Assert.Contains("One archive at a time: these are 2 files.", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("no images", form.Markup, StringComparison.Ordinal);
        Assert.Empty(JSInterop.Invocations["mlnetcnn.upload.send"]);
    }

    [Theory]
    [InlineData("My Pets.zip", 2 << 20, 0, 0, "", "larger than 1.00 MiB")]
    [InlineData("x.exe", 10, 0, 0, "", "'x.exe' cannot be uploaded")]
    [InlineData("texts", 10, 0, 5, "", "There are no images in it")]
    [InlineData("many", 10, 200_001, 0, "", "more than 200,000 files")]
    [InlineData("x.zip", 10, 0, 0, "../up", "cannot name a data set")]
    public async Task Upload_ThatTheServerWouldRefuse_IsNotSent(string file, long size, int files, int skipped, string name, string says)
    {
        var form = Render<UploadForm>();
        await form.InvokeAsync(() => form.Find("#upload-name").Input(name));

        await form.InvokeAsync(() => form.Instance.Choose(file, size, files, [], skipped));

        Assert.Contains(says, form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(JSInterop.Invocations["mlnetcnn.upload.send"]);
    }

    [Fact]
    public async Task Upload_ConnectionThatBreaks_SaysThatNothingWasKept()
    {
        var form = Render<UploadForm>();
        await form.InvokeAsync(() => form.Instance.Choose("a.zip", 1000, 0, [], 0));

        await form.InvokeAsync(() => form.FindComponent<SendPanel>().Instance.End(0, ""));

        Assert.Contains("The connection broke; nothing was kept.", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.False(form.FindAll("button").First(b => b.TextContent == "Choose a folder").HasAttribute("disabled"));
    }

    [Fact]
    public void Import_PathThatIsNotThere_SaysSo()
    {
        var form = Render<ImportForm>();

        form.Find("#import-path").Input("/no/such/folder");
        form.Find("#import-name").Input("pets");
        form.Find("form").Submit();

        Assert.Contains("There is nothing at '/no/such/folder'", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_Folder_LeadsToItsPage()
    {
        TinyImages.WriteFolder(_source.FullName, ("cat", [1, 2]), ("<i>dog", [3, 4]));
        var page = Render<PhotosPage>();

        page.Find("#import-path").Input(_source.FullName);
        page.Find("#import-name").Input("pets");
        page.Find("form").Submit();

        Assert.EndsWith("/data/pets?look=true", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        // The page has been left: nothing renders when the import ends.
        Assert.True(SpinWait.SpinUntil(() => Services.GetRequiredService<DataWork>().ImportOf("pets") is { IsRunning: false }, Patience));
        Assert.Equal(["<i>dog", "cat"], DataSets.Find("pets")!.Entry.Classes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Capture_FramesOfTwoClasses_AreCountedDeletedAndSent()
    {
        var form = await CaptureAsync("cup", "hand");

        await form.InvokeAsync(() => form.FindAll("button[aria-label='Delete frame 2']")[0].Click());
        Assert.Equal(["1 frame", "1 frame"], form.FindAll(".captured [role=status]").Select(s => s.TextContent));
        await form.InvokeAsync(() => form.FindAll("button").Single(b => b.TextContent == "Save as a data set").Click());

        Assert.Single(JSInterop.Invocations["mlnetcnn.camera.drop"]);
        Assert.Single(JSInterop.Invocations["mlnetcnn.camera.prepare"]);
        Assert.Equal("uploads?name=webcam&file=webcam.tar", Assert.Single(JSInterop.Invocations["mlnetcnn.upload.send"]).Arguments[2]);
    }

    [Theory]
    [InlineData("../up", "hand", "'../up' cannot name a class")]
    [InlineData("", "hand", "'' cannot name a class")]
    [InlineData("Hand", "hand", "Two classes are called 'Hand'")]
    public async Task Capture_ClassNamesThatCannotBe_AreNotSent(string first, string second, string says)
    {
        var form = await CaptureAsync(first, second);

        await form.InvokeAsync(() => form.FindAll("button").Single(b => b.TextContent == "Save as a data set").Click());

        Assert.Contains(says, form.Find(".problem").TextContent, StringComparison.Ordinal);
        Assert.Empty(JSInterop.Invocations["mlnetcnn.upload.send"]);
    }

    [Fact]
    public async Task Capture_FrameThatIsNoneOfTheBrowsers_IsNotShown()
    {
        var form = await CaptureAsync("cup", "hand");

        Assert.False(await form.InvokeAsync(() => form.Instance.Took(0, 9, "https://example.com/x.png")));
        Assert.False(await form.InvokeAsync(() => form.Instance.Took(7, 9, "blob:x")));
        Assert.Equal(3, form.FindAll(".frames img").Count);
    }

    [Fact]
    public async Task Capture_CameraThatIsNotAllowed_SaysWhatToDo()
    {
        JSInterop.Setup<string?>("mlnetcnn.camera.start", _ => true).SetResult("NotAllowedError");
        var form = Render<CaptureForm>();

        await form.InvokeAsync(() => form.FindAll("button").Single(b => b.TextContent == "Start the camera").Click());

        Assert.Contains("allow it for this address", form.Find(".problem").TextContent, StringComparison.Ordinal);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (_source.Exists)
            _source.Delete(recursive: true);
    }

    // Two frames of the first class, one of the second.
    private async Task<IRenderedComponent<CaptureForm>> CaptureAsync(string first, string second)
    {
        var form = Render<CaptureForm>();
        await form.InvokeAsync(() => form.FindAll("button").Single(b => b.TextContent == "Start the camera").Click());
        await form.InvokeAsync(() => form.Find("#class-0").Input(first));
        await form.InvokeAsync(() => form.Find("#class-1").Input(second));
        foreach (var (of, id) in new[] { (0, 1), (0, 2), (1, 3) })
            Assert.True(await form.InvokeAsync(() => form.Instance.Took(of, id, $"blob:{id}")));
        return form;
    }
}
