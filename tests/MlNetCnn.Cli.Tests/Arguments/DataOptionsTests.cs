namespace MlNetCnn.Cli.Tests;

/// <summary>--data and the switches beside it, in train and evaluate.</summary>
public sealed class DataOptionsTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Train_ImagesOfDifferentSizes_GetTheOneThatIsSet()
    {
        var run = Train(Mixed(), "--size", "28");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(new TensorShape(3, 28, 28), CnnModel.Load(workplace.In("run", "model.onnx")).Plan.Input);
    }

    [Fact]
    public void Train_GrayAndResized_GivesAModelOfThatShape()
    {
        Assert.Equal(0, Train(Mixed(), "--size", "30x32", "--channels", "1", "--resize", "pad").ExitCode);

        Assert.Equal(new TensorShape(1, 30, 32), CnnModel.Load(workplace.In("run", "model.onnx")).Plan.Input);
    }

    [Fact]
    public void Train_UnreadableImage_IsLeftOutAndToldOf()
    {
        var folder = Pictures.WriteFolder(workplace.In(Path.GetRandomFileName()));
        File.WriteAllText(Path.Combine(folder, "red", "text.jpg"), "no image");

        var run = Train(folder);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("note: 1 image could not be read and was skipped, the first: 'red/text.jpg'", run.Error);
        Assert.Contains("'red/text.jpg'", Train(folder, "--bad-images", "fail").Sentence());
        Assert.Contains("raise --max-bad-images", Train(folder, "--max-bad-images", "0").Sentence());
    }

    [Fact]
    public void TestFraction_WhereThereAreTestImages_IsRefused() =>
        Assert.Contains("test images of its own", Train(workplace.WriteShapes(), "--test-fraction", "0.2").Sentence());

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("NaN")]
    public void TestFraction_OutOfRange_IsRefused(string fraction)
    {
        var run = Train(Mixed(), "--size", "28", "--test-fraction", fraction);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"--test-fraction needs a number above 0 and below 1, or none, but got '{fraction}'.", run.Error);
    }

    [Theory]
    [InlineData("--size", "0")]
    [InlineData("--size", "28x")]
    [InlineData("--channels", "2")]
    [InlineData("--resize", "squeeze")]
    [InlineData("--bad-images", "mend")]
    [InlineData("--table-shape", "28x28")]
    public void Switches_Wrong_AreWrongUsage(string option, string value)
    {
        var run = Train("bundled", option, value);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"'{value}'", run.Error);
    }

    [Fact]
    public void Evaluate_ImagesOfAnotherSize_AreBroughtToTheModels()
    {
        var folder = workplace.In(Path.GetRandomFileName());
        foreach (var (name, i) in CnnModel.Load(workplace.Onnx).ClassNames.Select((name, i) => (name, i)))
            Pictures.Write(Path.Combine(folder, "test", name, "a.png"), 40, 40, (byte)(10 * i), 0, 0);
        foreach (var name in CnnModel.Load(workplace.Onnx).ClassNames)
            Pictures.Write(Path.Combine(folder, "train", name, "a.png"), 40, 40, 99, 0, 0);

        var run = CommandRun.Of("evaluate", workplace.Onnx, "--data", folder, "--cache", workplace.In("cache"));

        Assert.Equal((0, "note: The images are 3×40×40 and are resized to the model's 1×28×28."), (run.ExitCode, run.Error.Trim()));
        Assert.Matches(@"scored\s+10 images", run.Output);
    }

    [Fact]
    public void Evaluate_TestFraction_TakesTheImagesThatTrainKeptBack()
    {
        var folder = Pictures.WriteFolder(workplace.In(Path.GetRandomFileName()));
        Assert.Equal(0, Train(folder, "--test-fraction", "0.25").ExitCode);

        var run = CommandRun.Of("evaluate", workplace.In("run", "model.onnx"), "--data", folder, "--test-fraction", "0.25", "--cache", workplace.In("cache"));

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"scored\s+6 images", run.Output);
    }

    [Fact]
    public void Data_NameThatIsAFolderHereToo_IsTheDataSet()
    {
        using var here = new ChangedFolder(workplace.In("here", "bundled"));

        var run = CommandRun.Of("data", "inspect", "bundled");

        Assert.Contains("for the file or folder here give ./bundled", run.Error);
        Assert.StartsWith("bundled: 7,000 images", run.Output);
    }

    private string Mixed()
    {
        var folder = Pictures.WriteFolder(workplace.In(Path.GetRandomFileName()));
        Pictures.Write(Path.Combine(folder, "red", "wide.png"), 60, 20, 250, 0, 0);
        return folder;
    }

    private CommandRun Train(string data, params string[] args) => CommandRun.Of(
        ["train", "lenet", "--data", data, "--epochs", "1", "--cache", workplace.In("cache"), "--out", workplace.In("run"), "--json", .. args]);

    /// <summary>The current folder is the parent of a new folder.</summary>
    private sealed class ChangedFolder : IDisposable
    {
        private readonly string _before = Environment.CurrentDirectory;

        public ChangedFolder(string folder) => Environment.CurrentDirectory = Directory.CreateDirectory(folder).Parent!.FullName;

        public void Dispose() => Environment.CurrentDirectory = _before;
    }
}
