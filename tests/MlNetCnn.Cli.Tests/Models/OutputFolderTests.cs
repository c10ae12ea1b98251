using MlNetCnn.Cli.Models;

namespace MlNetCnn.Cli.Tests.Models;

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
    public void NameFor_WidthDivisor_StaysOneFolderDeep() =>
        Assert.Equal(
            Path.Combine("runs", "vgg11-4-20260131-174500"),
            OutputFolder.NameFor(Architectures.Find("vgg11/4"), new DateTimeOffset(2026, 1, 31, 17, 45, 0, TimeSpan.Zero)));
}
