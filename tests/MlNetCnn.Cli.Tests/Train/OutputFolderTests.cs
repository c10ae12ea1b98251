namespace MlNetCnn.Cli.Tests;

public sealed class OutputFolderTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Dispose_NothingWritten_TakesAwayWhatWasMade()
    {
        Directory.CreateDirectory(workplace.In("kept"));
        OutputFolder.Open(workplace.In("kept", "a", "b")).Dispose();

        Assert.Empty(Directory.GetFileSystemEntries(workplace.In("kept")));
    }

    [Fact]
    public void Dispose_SomethingWritten_KeepsIt()
    {
        using (var folder = OutputFolder.Open(workplace.In("written", "a")))
            File.WriteAllText(folder.Onnx, "");

        Assert.Equal([workplace.In("written", "a", "model.onnx")], Directory.GetFiles(workplace.In("written", "a")));
    }

    [Fact]
    public void Dispose_FolderThatWasThere_StaysEvenWhenEmpty()
    {
        Directory.CreateDirectory(workplace.In("there"));
        OutputFolder.Open(workplace.In("there")).Dispose();

        Assert.True(Directory.Exists(workplace.In("there")));
    }

    [Fact]
    public async Task TakeNew_ManyInTheSameSecond_GiveAFolderToEach()
    {
        var now = new DateTimeOffset(2026, 1, 31, 17, 45, 0, TimeSpan.Zero);
        var folders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OutputFolder.TakeNew(workplace.In("new"), Architectures.Find("vgg11/4"), now))));

        Assert.Equal(
            Enumerable.Range(1, 8).Select(i => workplace.In("new", $"vgg11-4-20260131-174500{(i == 1 ? "" : $"-{i}")}")),
            folders.Select(f => f.Path).OrderBy(p => p.Length).ThenBy(p => p, StringComparer.Ordinal));
        foreach (var folder in folders)
            folder.Dispose();
        Assert.All(folders, folder => Assert.False(Directory.Exists(folder.Path)));
    }

    [Fact]
    public void Take_FolderOfAnotherTraining_IsRefusedUntilThatHasEnded()
    {
        using (OutputFolder.Take(workplace.In("taken")))
        {
            Assert.Equal(
                $"The output folder '{workplace.In("taken")}' is in use by another training (process {Environment.ProcessId} on {Environment.MachineName}): "
                + "give another --out, or wait until that has ended.",
                Assert.Throws<IOException>(() => OutputFolder.Take(workplace.In("taken"))).Message);
        }

        OutputFolder.Take(workplace.In("taken")).Dispose();
        Assert.False(Directory.Exists(workplace.In("taken")));
    }
}
