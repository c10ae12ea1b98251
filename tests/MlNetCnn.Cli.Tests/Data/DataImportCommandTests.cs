using System.Text.Json.Nodes;

namespace MlNetCnn.Cli.Tests;

public sealed class DataImportCommandTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Import_AFolder_CanBeListedUsedAndRemovedByItsName()
    {
        var cache = workplace.In("cache");
        var folder = Pictures.WriteFolder(workplace.In("photos"));

        var json = CommandRun.Of("data", "import", folder, "--name", "colors", "--license", "CC0", "--cache", cache, "--json").Json();
        Assert.Equal(("colors", 24, 0), ((string?)json["name"], (int)json["train"]!, (int)json["test"]!));
        Directory.Delete(folder, recursive: true);

        var set = CommandRun.Of("data", "list", "--cache", cache, "--json").Json().AsArray()[^1]!;
        Assert.Equal(("colors", "CC0", true), ((string?)set["name"], (string?)set["license"], (bool)set["own"]!));
        Assert.Matches(@"colors .* 24 .* yours, ", CommandRun.Of("data", "list", "--cache", cache).Output);

        var run = CommandRun.Of("train", "lenet", "--data", "colors", "--test-fraction", "0.25", "--validation-fraction", "0", "--cache", cache, "--epochs", "1", "--out", workplace.In("run"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("18 images in batches", run.Output);
        Assert.Matches(@"scored\s+6 images", run.Output);

        set = CommandRun.Of("data", "list", "--cache", cache, "--json").Json().AsArray()[^1]!;
        Assert.Equal(1, (int)set["runs"]!);
        Assert.Contains("'colors' is used by 1 run (", CommandRun.Of("data", "remove", "colors", "--yes", "--cache", cache).Sentence());
        Assert.Contains("say --yes", CommandRun.Of("data", "remove", "colors", "--force", "--cache", cache).Sentence());
        Assert.Contains("Removed colors", CommandRun.Of("data", "remove", "colors", "--yes", "--force", "--cache", cache).Output);
        Assert.Contains("no file, folder or data set 'colors'", CommandRun.Of("data", "inspect", "colors", "--cache", cache).Sentence());
    }

    [Fact]
    public void Import_ABrokenArchive_IsRefused()
    {
        var archive = workplace.In("broken.zip");
        File.WriteAllBytes(archive, [0x50, 0x4B, 3, 4, 0, 0, 0, 0]);

        Assert.Contains("broken.zip'", CommandRun.Of("data", "import", archive, "--name", "broken", "--cache", workplace.In("none")).Sentence());
        Assert.False(Directory.Exists(workplace.In("none", "own")));
    }

    [Fact]
    public void Import_ImagesThatCannotBeRead_AreNamedThereAndInTraining()
    {
        var (folder, cache) = (Pictures.WriteFolder(workplace.In("mixed")), workplace.In("mixed-cache"));
        File.WriteAllText(Path.Combine(folder, "red", "text.jpg"), "no image");
        File.WriteAllText(Path.Combine(folder, "red", "scan.psd"), "8BPS");

        Assert.Contains("'red/text.jpg'", CommandRun.Of("data", "import", folder, "--name", "mixed", "--bad-images", "fail", "--cache", cache).Sentence());
        var run = CommandRun.Of("data", "import", folder, "--name", "mixed", "--cache", cache, "--json");
        var json = JsonNode.Parse(run.Output)!;
        Assert.Contains("note: 1 image could not be read and was skipped", run.Error);
        Assert.Contains("note: 1 file skipped: .psd is not supported.", run.Error);
        Assert.Equal("red/text.jpg", (string?)json["unreadable"]![0]!["path"]);
        Assert.Equal((".psd", 1), ((string?)json["unsupported"]![0]!["extension"], (int)json["unsupported"]![0]!["files"]!));

        var training = CommandRun.Of("train", "lenet", "--data", "mixed", "--cache", cache, "--epochs", "1", "--out", workplace.In("mixed-run"), "--json");
        var notes = JsonNode.Parse(training.Output)!["notes"]!.AsArray();
        Assert.Contains(notes, note => (string?)note == "1 file skipped: .psd is not supported.");
        Assert.Contains(notes, note => ((string)note!).Contains("'red/text.jpg'", StringComparison.Ordinal));
    }

    [Fact]
    public void Import_NameThatLeadsElsewhere_IsRefused() => Assert.Contains(
        "like 'up'", CommandRun.Of("data", "import", workplace.WriteShapes(), "--name", "../up", "--cache", workplace.In("none")).Sentence());

    [Fact]
    public void Import_WithoutAName_IsWrongUsage() => Assert.Equal(2, CommandRun.Of("data", "import", workplace.WriteShapes()).ExitCode);

    [Fact]
    public void Remove_Bundled_IsRefused() => Assert.Contains("comes along", CommandRun.Of("data", "remove", "bundled", "--yes").Sentence());

    [Fact]
    public void List_ForPeople_HasLicensesAndWhatIsHere()
    {
        var run = CommandRun.Of("data", "list", "--cache", workplace.In("empty"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"bundled .*1×28×28 +6,000 +1,000 +yes", run.Output);
        Assert.Matches(@"cifar10 .*3×32×32 +50,000 +10,000 +no, 162 MiB to get", run.Output);
        Assert.Contains("license: CC BY-SA 3.0", run.Output);
    }
}
