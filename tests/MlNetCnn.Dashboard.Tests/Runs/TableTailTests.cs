using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard.Tests;

public sealed class TableTailTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-tail-").FullName;
    private readonly TableTail<StepMetrics> _tail = new((path, from) => new StepsFile(path).ReadOn(from));

    private string Path => System.IO.Path.Combine(_folder, "steps.csv");

    [Fact]
    public void Read_FileThatGrows_AddsWhatIsNew()
    {
        Assert.False(_tail.Read(Path));
        new StepsFile(Path).Add(Step(1, 10));
        Assert.True(_tail.Read(Path));
        new StepsFile(Path).Add(Step(1, 20));
        new StepsFile(Path).Add(Step(2, 10));

        Assert.True(_tail.Read(Path));
        Assert.Equal([Step(1, 10), Step(1, 20), Step(2, 10)], _tail.Now);
        Assert.False(_tail.Read(Path));
    }

    [Fact]
    public void Read_RowsWrittenAgain_ReplacesThem()
    {
        foreach (var images in new[] { 10, 20, 30 })
            new StepsFile(Path).Add(Step(1, images));
        _tail.Read(Path);

        // Longer than before, but not what it was.
        new StepsFile(Path).Add(Step(1, 20) with { Loss = 0.123456789 });
        new StepsFile(Path).Add(Step(1, 30) with { Loss = 0.123456789 });

        Assert.True(_tail.Read(Path));
        Assert.Equal([1, 0.123456789, 0.123456789], _tail.Now.Select(s => s.Loss));
    }

    [Fact]
    public void Read_FileThatMovedAsItWas_HasNoNewsAndIsNotBehind()
    {
        new StepsFile(Path).Add(Step(1, 10));
        _tail.Read(Path);
        var moved = System.IO.Path.Combine(_folder, "moved.csv");
        File.Move(Path, moved);

        Assert.False(_tail.Read(moved));
        Assert.False(_tail.IsBehind);
        Assert.Equal([Step(1, 10)], _tail.Now);
    }

    [Fact]
    public void Read_FileThatCannotBeRead_KeepsWhatWasAndIsBehind()
    {
        new StepsFile(Path).Add(Step(1, 10));
        _tail.Read(Path);
        File.AppendAllText(Path, "no numbers\n");

        Assert.False(_tail.Read(Path));
        Assert.True(_tail.IsBehind);
        Assert.Equal([Step(1, 10)], _tail.Now);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static StepMetrics Step(int epoch, int images) => new(epoch, images, 100, 1, 0.5, 1000);
}
