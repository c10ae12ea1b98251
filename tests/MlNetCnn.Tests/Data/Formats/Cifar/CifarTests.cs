using System.Text;

namespace MlNetCnn.Tests;

public sealed class CifarTests : IDisposable
{
    private readonly DataSetFolder _set = new();

    public void Dispose() => _set.Dispose();

    [Fact]
    public void Open_CifarTen_HasItsClassesAndPlanes()
    {
        AddTen("");
        _set.Add("batches.meta.txt", Encoding.ASCII.GetBytes("zero\none\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n\n"));

        var data = _set.Open();

        Assert.Equal((ImageDataFormat.Cifar, 20, 3), (data.Format, data.Train.Count, data.Test!.Count));
        Assert.Equal(["zero", "one", "two"], data.ClassNames[..3].AsEnumerable());
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0], data.Train.Labels[..11].AsEnumerable());
        Assert.Equal(Record(3, 1)[1..], data.Train.ToImageSet().Image(3).ToArray());
        Assert.Empty(data.Train.Paths);
    }

    [Fact]
    public void Open_CifarInATarGz_IsTheSame()
    {
        AddTen("cifar-10-batches-bin/");

        var folder = _set.Open();
        var archive = _set.Open(_set.Pack("cifar-10-binary.tar.gz"));

        Assert.Equal("airplane", folder.ClassNames[0]);
        Assert.Equal(folder.ClassNames.AsEnumerable(), archive.ClassNames);
        Assert.Equal(folder.Train.Count, archive.Train.Count);
        Assert.Equal(folder.Test!.ToImageSet().Pixels.ToArray(), archive.Test!.ToImageSet().Pixels.ToArray());
    }

    [Fact]
    public void Open_CifarHundred_TakesTheFineLabel()
    {
        _set.Add("train.bin", [.. Record(7, 99, 1), .. Record(8, 3, 2)]).Add("test.bin", [.. Record(7, 99, 5)]);

        var data = _set.Open();

        Assert.Equal(100, data.ClassNames.Length);
        Assert.Equal([99, 3], data.Train.Labels.AsEnumerable());
    }

    [Theory]
    [InlineData(3072, "ends within record 0")]
    [InlineData(3073 + 5, "ends within record 1")]
    public void Open_CifarCutShort_IsRefused(int length, string reason)
    {
        byte[] whole = [.. Record(1, 1), .. Record(2, 2)];
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => _set.Add("data_batch_1.bin", whole[..length]).Open()).Message);
    }

    [Fact]
    public void Open_CifarLabelOutOfRange_IsRefused() => Assert.Contains(
        "has label 10 in record 1, but CIFAR-10 has labels from 0 to 9",
        Assert.Throws<InvalidDataException>(() => _set.Add("data_batch_1.bin", [.. Record(1, 1), .. Record(10, 2)]).Open()).Message);

    private void AddTen(string folder)
    {
        for (var batch = 1; batch <= 2; batch++)
            _set.Add($"{folder}data_batch_{batch}.bin", [.. Enumerable.Range(0, 10).SelectMany(label => Record((byte)label, (byte)batch))]);
        _set.Add($"{folder}test_batch.bin", [.. Record(1, 1), .. Record(2, 2), .. Record(3, 3)]);
    }

    private static byte[] Record(byte label, byte seed) => [label, .. Enumerable.Range(0, 3072).Select(i => (byte)(i * seed + label))];

    private static byte[] Record(byte coarse, byte fine, byte seed) => [coarse, .. Record(fine, seed)];
}
