namespace MlNetCnn.Cli.Tests;

public sealed class DataCommandTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Generate_Counts_WritesAFolderThatLoads()
    {
        var folder = workplace.In("drawn");

        var json = CommandRun.Of("data", "generate", "--out", folder, "--train", "30", "--test", "20", "--json").Json();

        var (train, test) = ImageSet.LoadIdxFolder(folder);
        Assert.Equal((30, 20), (train.Count, test!.Count));
        Assert.Equal((folder, 30, 20), ((string?)json["folder"], (int)json["train"]!, (int)json["test"]!));
        Assert.Equal(train.ClassNames, json["classes"]!.AsArray().Select(c => (string)c!));
    }

    [Fact]
    public void Generate_Seed_DecidesTheFiles()
    {
        Assert.Equal(Draw("one", "5"), Draw("two", "5"));
        Assert.NotEqual(Draw("one", "5"), Draw("three", "6"));

        byte[] Draw(string name, string seed)
        {
            Assert.Equal(0, CommandRun.Of("data", "generate", "--out", workplace.In(name), "--train", "20", "--test", "10", "--seed", seed).ExitCode);
            return File.ReadAllBytes(workplace.In(name, "train-images-idx3-ubyte.gz"));
        }
    }

    [Fact]
    public void Generate_NoImages_FailsInOneSentence() =>
        Assert.Contains("--test is 0, but must be at least 1.", CommandRun.Of("data", "generate", "--out", workplace.In("none"), "--test", "0").Sentence());

    [Fact]
    public void BundledData_BesideTheExecutable_AreTheDefault()
    {
        Assert.Equal(1000, (int)CommandRun.Of("evaluate", workplace.Onnx, "--data", "bundled", "--json").Json()["images"]!);

        var folder = workplace.In("by-default");
        Assert.Equal(0, CommandRun.Of("train", "lenet", "--epochs", "1", "--no-run", "--out", folder).ExitCode);
        Assert.Contains("\"bundled\"", CnnModel.Load(Path.Combine(folder, "model.onnx")).DataReference, StringComparison.Ordinal);
    }
}
