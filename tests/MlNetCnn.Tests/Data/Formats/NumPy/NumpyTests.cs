using System.IO.Compression;

namespace MlNetCnn.Tests;

public sealed class NumpyTests : IDisposable
{
    private readonly DataSetFolder _set = new();

    public void Dispose() => _set.Dispose();

    [Theory]
    [InlineData("mnist.npz", 40, 20, "1×28×28")]
    [InlineData("medmnist.npz", 40, 20, "1×28×28")] // labels N×1
    [InlineData("keras-float.npz", 6, 3, "1×4×4")] // pixels 0 to 1
    public void Open_Npz_HasSplitsAndLabels(string file, int train, int test, string shape)
    {
        var data = _set.Open(Cases.Path("arrays", file));

        Assert.Equal((ImageDataFormat.Numpy, train, test, shape), (data.Format, data.Train.Count, data.Test!.Count, data.Shape.ToString()));
        Assert.Equal(["0", "1", "2"], data.ClassNames.AsEnumerable());
        Assert.Equal([0, 1, 2, 0, 1, 2], data.Train.Labels.Take(6));
    }

    [Fact]
    public void Open_PixelsFromZeroToOne_BecomeBytes() =>
        Assert.Equal(Enumerable.Range(0, 96).Select(i => (byte)i), _set.Open(Cases.Path("arrays", "keras-float.npz")).Train.ToImageSet().Pixels.ToArray());

    [Fact]
    public void Open_FolderOfNpy_IsTheSameAsNpz()
    {
        ZipFile.ExtractToDirectory(Cases.Path("arrays", "mnist.npz"), _set.Path);

        var (folder, packed) = (_set.Open(), _set.Open(Cases.Path("arrays", "mnist.npz")));

        Assert.Equal(packed.Train.ToImageSet().Pixels.ToArray(), folder.Train.ToImageSet().Pixels.ToArray());
        Assert.Equal(packed.Test!.Labels.AsEnumerable(), folder.Test!.Labels);
    }

    [Fact]
    public void Open_NpzInAFolder_IsReadFromWithin() =>
        Assert.Equal(40, _set.Add("mnist.npz", File.ReadAllBytes(Cases.Path("arrays", "mnist.npz"))).Open().Train.Count);

    [Theory]
    [InlineData("train4.p")]
    [InlineData("train2.p")]
    public void Open_PickledDictionary_HasImagesAndLabels(string file)
    {
        var data = _set.Add(file.Replace("4", "").Replace("2", ""), File.ReadAllBytes(Cases.Path("arrays", file))).Open();

        Assert.Equal((4, new TensorShape(3, 4, 4)), (data.Train.Count, data.Shape));
        Assert.Equal([0, 3, 6, 9], data.Train.ToImageSet().Pixels.ToArray()[..4]); // channels last there, first here
    }

    [Fact]
    public void Open_PickledMnist_HasThreeSplits()
    {
        var data = _set.Add("mnist.pkl", File.ReadAllBytes(Cases.Path("arrays", "mnist.pkl"))).Open(o => o with { TableShape = new TensorShape(1, 4, 4) });

        Assert.Equal((4, 1, 1), (data.Train.Count, data.Validation!.Count, data.Test!.Count));
    }

    [Fact]
    public void Open_ArraysBesideThoseOfImages_AreNoFault()
    {
        foreach (var file in new[] { "objects.npy", "text.npy" })
            _set.Add(file, File.ReadAllBytes(Cases.Path("arrays", file)));
        ZipFile.ExtractToDirectory(Cases.Path("arrays", "mnist.npz"), _set.Path);

        Assert.Equal(["cat", "dog", "é"], _set.Open().ClassNames.AsEnumerable()); // text.npy has as many names as classes
    }

    [Fact]
    public void Open_ClassesTxt_NamesNumbers()
    {
        _set.Add("classes.txt", "round\nsquare\nline\n"u8.ToArray()).Add("mnist.npz", File.ReadAllBytes(Cases.Path("arrays", "mnist.npz")));

        Assert.Equal(["round", "square", "line"], _set.Open().ClassNames.AsEnumerable());
    }

    [Theory]
    [InlineData("objects.npy", "pickled objects are never run")]
    [InlineData("v1.npy", "has no labels of the 6 images")]
    [InlineData("text.npy", "has no array of images")]
    public void Open_ArraysThatAreNoDataSet_SayWhy(string file, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => _set.Open(Cases.Path("arrays", file))).Message);
}
