using Microsoft.ML;

namespace MlNetCnn.Tests;

[Collection(Alone.Name)]
public class LoadCyclesTests
{
    private const long Most = 96 << 20;

    // 4 MB of weights: sessions that are not released would be seen.
    private static readonly CnnModel Model = RandomModels.Create(
        new("heavy", [new Flatten(), new Linear(40_000), new ReLU(), new Linear()]), Pictures.Shape, 3);

    [Fact]
    public void LoadScoreDispose_AgainAndAgain_LeavesNoFilesAndNoMemory()
    {
        using var folder = new TemporaryFolder();
        using var temporary = new TemporaryFolder();
        var ml = new MLContext(seed: 1) { TempFilePath = temporary.Path };
        var (zip, onnx) = (folder.File("model.zip"), folder.File("model.onnx"));
        using (var transformer = ml.Cnn.FromModel(Model))
            ml.Model.Save(transformer, Pictures.View(1).Schema, zip);
        Model.Save(onnx);
        Cycles(5);
        var before = Memory();

        Cycles(15);

        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path));
        // What was let go is given back after a while.
        for (var i = 0; Memory() - before > Most && i < 20; i++)
            Thread.Sleep(250);
        Assert.InRange(Memory() - before, long.MinValue, Most);

        void Cycles(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var loaded = ml.Cnn.LoadModel(i % 2 == 0 ? zip : onnx, options: new() { Threads = 1 });
                Assert.Equal(3, loaded.Transform(Pictures.View(3)).Scores().Length);
                using var accelerated = ml.Cnn.Accelerate(ml.Model.Load(zip, out _), new() { Threads = 1 });
                Assert.Equal(3, accelerated.Transform(Pictures.View(3)).Scores().Length);
            }
        }
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}
