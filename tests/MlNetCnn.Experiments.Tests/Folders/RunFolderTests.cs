namespace MlNetCnn.Experiments.Tests;

public sealed class RunFolderTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Begin_AfterAnAttemptThatWasLost_TakesOverItsCheckpoint()
    {
        var folder = new RunFolder(workplace.In("lost"));
        var first = folder.Begin(1, workplace.Request());
        File.WriteAllText(first.Checkpoint, "one");

        var second = folder.Begin(2, workplace.Request());
        File.WriteAllText(first.Checkpoint, "late"); // by the process of the worker that was taken for lost

        Assert.Equal("one", File.ReadAllText(second.Checkpoint));
        Assert.Equal(second.Path, folder.Newest.Path);
    }

    [Fact]
    public void Settle_Attempt_MovesItsFilesUpAndRemovesOlderOnes()
    {
        var folder = new RunFolder(workplace.In("settled"));
        File.WriteAllText(folder.Begin(1, workplace.Request()).Checkpoint, "one");
        File.WriteAllText(folder.Begin(2, workplace.Request()).Onnx, "model");

        folder.Settle(2);
        folder.Settle(2);

        Assert.Equal("one", File.ReadAllText(folder.Checkpoint));
        Assert.Equal("model", File.ReadAllText(folder.Onnx));
        Assert.Empty(Directory.GetDirectories(folder.Path));
        Assert.Equal(folder.Path, folder.Newest.Path);
    }

    [Fact]
    public void Settle_OlderAttempt_LeavesTheNewerAlone()
    {
        var folder = new RunFolder(workplace.In("newer"));
        folder.Begin(1, workplace.Request());
        var newer = folder.Begin(2, workplace.Request());
        File.WriteAllText(newer.Checkpoint, "two");

        folder.Settle(1);

        Assert.Equal("two", File.ReadAllText(newer.Checkpoint));
    }

    [Fact]
    public void Begin_BelowAFile_SaysSo()
    {
        File.WriteAllText(workplace.In("file"), "");

        Assert.Contains("cannot be made", Assert.Throws<IOException>(() => new RunFolder(workplace.In("file", "run")).Begin(1, workplace.Request())).Message);
    }
}
