namespace MlNetCnn.Cli.Tests;

public sealed class DataInspectCommandTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Json_MessyFolder_TellsEverything()
    {
        var folder = Messy();

        var json = CommandRun.Of("data", "inspect", folder, "--cache", workplace.In("cache"), "--json").Json();

        Assert.Equal(26, (int)json["images"]!);
        Assert.Equal(["blue", "red"], json["classes"]!.AsArray().Select(c => (string)c!));
        Assert.Equal([13, 13], json["splits"]![0]!["classCounts"]!.AsArray().Select(c => (int)c!));
        Assert.Equal([25, 1], json["sizes"]!.AsArray().Select(size => (int)size!["images"]!));
        Assert.Equal(["blue/copy.png", "red/00.png"], json["duplicates"]![0]!["images"]!.AsArray().Select(i => (string)i!["path"]!).Order());
        Assert.True((bool)json["duplicates"]![0]!["contradiction"]!);
        Assert.Equal("red/text.jpg", (string?)json["unreadable"]![0]!["path"]);
        Assert.Equal(3, json["channels"]!.AsArray().Count);
        Assert.Equal((".heic", 1), ((string?)json["unsupported"]![0]!["extension"], (int)json["unsupported"]![0]!["files"]!));
    }

    [Fact]
    public void Output_ForPeople_NamesWhatIsWrong()
    {
        var run = CommandRun.Of("data", "inspect", Messy(), "--cache", workplace.In("cache"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"red\s+13", run.Output);
        Assert.Contains("28×28 (25), 10×20 (1) (height×width); give train a --size", run.Output);
        Assert.Contains("'red/text.jpg'", run.Output);
        Assert.Contains("1 file skipped: .heic is not supported (HEIC: convert to JPEG", run.Output);
        Assert.Contains("1 image is there under two classes: some labels are wrong.", run.Output);
        Assert.DoesNotContain("training images too", run.Output);
    }

    [Fact]
    public void Inspect_TestImagesWithoutLabels_AreNamedWithWhatToDo()
    {
        var folder = workplace.In("unlabeled");
        Directory.Move(Pictures.WriteFolder(workplace.In("labeled")), Path.Combine(Directory.CreateDirectory(folder).FullName, "train"));
        Directory.CreateDirectory(Path.Combine(folder, "test"));
        File.Copy(Directory.GetFiles(Path.Combine(folder, "train", "red"))[0], Path.Combine(folder, "test", "1.png"));
        string[] command = ["data", "inspect", folder, "--cache", workplace.In("cache")];

        var sentence = $"1 image in 'test' has no label and was left out: mlnetcnn score MODEL {Path.Combine(folder, "test")} gives its class.";
        Assert.Contains(sentence, CommandRun.Of(command).Output);
        Assert.Equal([sentence], CommandRun.Of([.. command, "--json"]).Json()["remarks"]!.AsArray().Select(remark => (string)remark!));
    }

    [Fact]
    public void Bundled_ByName_IsClean()
    {
        var run = CommandRun.Of("data", "inspect", "bundled");

        Assert.StartsWith("bundled: 7,000 images in 10 classes, IDX files", run.Output);
        Assert.Contains("No duplicates, nothing that cannot be read", run.Output);
    }

    [Fact]
    public void Sheet_Path_IsAPngWithARowAClass()
    {
        var sheet = workplace.In("sheet.png");

        Assert.Contains(sheet, CommandRun.Of("data", "inspect", "bundled", "--sheet", sheet).Output);
        using var bitmap = SkiaSharp.SKBitmap.Decode(sheet);
        Assert.Equal(4 + 10 * 68, bitmap.Height);
    }

    [Fact]
    public void BadImages_Fail_StopsAtTheFirst() =>
        Assert.Contains("'red/text.jpg'", CommandRun.Of("data", "inspect", Messy(), "--bad-images", "fail", "--cache", workplace.In("cache")).Sentence());

    private string Messy()
    {
        var folder = Pictures.WriteFolder(workplace.In(Path.GetRandomFileName()));
        Pictures.Write(Path.Combine(folder, "red", "other.png"), 20, 10, 250, 0, 0);
        File.Copy(Path.Combine(folder, "red", "00.png"), Path.Combine(folder, "blue", "copy.png"));
        File.WriteAllText(Path.Combine(folder, "red", "text.jpg"), "no image");
        File.WriteAllText(Path.Combine(folder, "red", "photo.heic"), "no image");
        return folder;
    }
}
