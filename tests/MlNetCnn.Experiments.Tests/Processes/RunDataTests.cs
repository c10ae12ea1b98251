namespace MlNetCnn.Experiments.Tests.Processes;

public sealed class RunDataTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Open_NameOfADataSet_FindsIt()
    {
        var data = RunData.Open(workplace.Request() with { Data = "bundled" }, default);

        Assert.Equal((new TensorShape(1, 28, 28), 10), (data.Train.Shape, data.Train.ClassNames.Length));
        Assert.NotNull(data.Test);
    }

    [Fact]
    public void Open_NameThatIsNone_SaysWhere() => Assert.Contains($"no data set 'no-such-set' on {Environment.MachineName}",
        Assert.Throws<FileNotFoundException>(() => RunData.Open(workplace.Request() with { Data = "no-such-set" }, default)).Message);

    [Fact]
    public void Open_NoTestImages_KeepsAShareBackAndTheSameEveryTime()
    {
        var folder = workplace.In("without-test");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(workplace.Data).Where(f => !Path.GetFileName(f).StartsWith("t10k", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var request = workplace.Request() with { Data = folder, Images = new() { TestFraction = 0.2 } };

        var (data, again) = (RunData.Open(request, default), RunData.Open(request, default));

        Assert.Equal((72, 18), (data.Train.Count, data.Test!.Count));
        Assert.Equal(data.ContentHash(request), again.ContentHash(request));
        Assert.NotEqual(RunData.HashOf(data.Train), RunData.HashOf(data.Test));
        Assert.Null(RunData.Open(request with { Images = new() }, default).Test);
    }

    [Fact]
    public void Open_TestImagesOfItsOwnAndAShare_IsRefused() => Assert.Contains("test images of its own",
        Assert.Throws<InvalidDataException>(() => RunData.Open(workplace.Request() with { Images = new() { TestFraction = 0.5 } }, default)).Message);
}
