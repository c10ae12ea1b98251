namespace MlNetCnn.Tests;

public sealed class CifarPythonTests : IDisposable
{
    private readonly DataSetFolder _set = new();

    public void Dispose() => _set.Dispose();

    [Theory]
    [InlineData(".tar.gz")]
    [InlineData("")]
    public void Open_Cifar10_HasBothSplitsAndTheNames(string packed)
    {
        foreach (var file in new[] { "data_batch_1", "test_batch", "batches.meta" })
            _set.Add($"cifar-10-batches-py/{file}", File.ReadAllBytes(Cases.Path("arrays", "cifar-10-batches-py", file)));

        var data = _set.Open(packed.Length > 0 ? _set.Pack($"cifar-10-python{packed}") : _set.Path);

        Assert.Equal((ImageDataFormat.CifarPython, 3, 1, new TensorShape(3, 32, 32)), (data.Format, data.Train.Count, data.Test!.Count, data.Shape));
        Assert.Equal(["airplane", "cat", "truck"], data.Train.Labels.Select(label => data.ClassNames[label]));
        Assert.Equal([1, 101, 201], new[] { 0, 1024, 2048 }.Select(i => (int)data.Train.ToImageSet().Image(1)[i]));
    }

    [Fact]
    public void Open_Cifar100_HasTheFineLabels()
    {
        var data = _set.Open(Cases.Path("arrays", "cifar-100-python"));

        Assert.Equal((2, 1, 100), (data.Train.Count, data.Test!.Count, data.ClassNames.Length));
        Assert.Equal(["fine99", "fine98"], data.Train.Labels.Select(label => data.ClassNames[label]));
    }

    [Fact]
    public void Open_BatchThatIsNone_SaysWhatIsNeeded() => Assert.Contains(
        "is no batch of CIFAR's version for Python",
        Assert.Throws<InvalidDataException>(() => _set.Add("data_batch_1", File.ReadAllBytes(Cases.Path("arrays", "train2.p"))).Open()).Message);

    [Fact]
    public void Open_BatchThatWouldRunCode_IsRefused() => Assert.Contains(
        "asks for 'os.system'",
        Assert.Throws<InvalidDataException>(() => _set.Add("data_batch_1", [0x80, 2, .. "cos\nsystem\n(U\u0002idtR."u8]).Open()).Message);
}
