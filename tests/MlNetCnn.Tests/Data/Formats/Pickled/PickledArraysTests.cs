using static MlNetCnn.Tests.PyTorchFile;

namespace MlNetCnn.Tests;

/// <summary>Pickles that Python 3 wrote with NumPy 1.24, and as Python 2 wrote them.</summary>
public class PickledArraysTests
{
    [Theory]
    [InlineData("train2.p")]
    [InlineData("train3.p")]
    [InlineData("train4.p")]
    [InlineData("train5.p")]
    public void Of_AnyProtocol_HasTheArrays(string file)
    {
        var arrays = Read(file);

        Assert.Equal(["features 4×4×4×3", "labels 4", "sizes 4×2", "coords 4×4"], arrays.Select(array => $"{array.Name[(file.Length + 1)..]} {array.ShapeText}"));
        Assert.Equal(Enumerable.Range(0, 192).Select(i => (byte)i), arrays[0].ReadRows(default).SelectMany(row => row));
        Assert.Equal(["0", "1", "0", "1"], ArrayLabels.Read(arrays[1], default));
    }

    [Fact]
    public void Of_Python2_HasArraysAndLists()
    {
        var arrays = Read("cifar-10-batches-py/data_batch_1");

        Assert.Equal(["labels 3", "data 3×3072"], arrays.Select(array => $"{array.Name[(array.Name.LastIndexOf('/') + 1)..]} {array.ShapeText}"));
        Assert.Equal(["0", "3", "9"], ArrayLabels.Read(arrays[0], default));
    }

    [Theory]
    [InlineData("cposix\nsystem\n(X\u0002\0\0\0idtR", "asks for 'posix.system', but only arrays, numbers and texts are read from a pickle, and nothing in it is run")]
    [InlineData("cnumpy.core.multiarray\n_reconstruct\n)R(K\u0001)NNtb", "describes an array in another way than NumPy does")]
    [InlineData("cnumpy.core.multiarray\n_reconstruct\n)RNb", "describes an array in another way than NumPy does")]
    [InlineData("NQ", "refers to something outside of its pickle")]
    public void Read_WhatIsNoArray_IsRefused(string pickle, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => PickledArrays.Read(new MemoryStream(Bytes($"\u0080\u0002{pickle}.")), "'a.pkl'")).Message);

    [Fact]
    public void Read_BytesEncodedAgainAndAgain_TakeNoMemoryTheFileDoesNotJustify()
    {
        var text = $"X{Number(1 << 16)}{new string('a', 1 << 16)}q\0";
        var again = string.Concat(Enumerable.Repeat("c_codecs\nencode\nh\0\u0085R", 10_000));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("more bytes as texts", Assert.Throws<InvalidDataException>(() => PickledArrays.Read(new MemoryStream(Bytes($"\u0080\u0002{text}{again}.")), "'a'")).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    private static NumpyArray[] Read(string file)
    {
        using var stream = File.OpenRead(Cases.Path(["arrays", .. file.Split('/')]));
        return [.. PickledArrays.Of(PickledArrays.Read(stream, $"'{file}'"), file, $"'{file}'")];
    }
}
