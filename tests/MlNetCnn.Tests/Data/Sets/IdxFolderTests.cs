namespace MlNetCnn.Tests;

public sealed class IdxFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadIdxFolder_BothSplits_CountsUnnamedClassesOverBoth()
    {
        WriteTrain(0, 1);
        WriteTest(3);

        var (train, test) = ImageSet.LoadIdxFolder(_folder.Path);

        Assert.Equal(2, train.Count);
        Assert.Equal(1, test!.Count);
        Assert.Equal(["0", "1", "2", "3"], train.ClassNames.AsEnumerable());
        Assert.Equal(["0", "1", "2", "3"], test.ClassNames.AsEnumerable());
        Assert.Equal([0, 1], train.Labels.AsEnumerable());
    }

    [Fact]
    public void LoadIdxFolder_ClassesFile_NamesTheClasses()
    {
        WriteTrain(0, 1);
        File.WriteAllText(_folder.File("classes.txt"), "shirt\r\n ankle boot \nbag\n\n");

        var (train, test) = ImageSet.LoadIdxFolder(_folder.Path);

        Assert.Equal(["shirt", "ankle boot", "bag"], train.ClassNames.AsEnumerable());
        Assert.Null(test);
    }

    [Theory]
    [InlineData("", "has no class name")]
    [InlineData("a\n\nb\n", "name 2 of 3 is empty")]
    [InlineData("a\nb\na\n", "name 3, 'a', is that of class 1 already")]
    [InlineData("only\n", "has label 1 at position 1, but 1 class names")]
    public void LoadIdxFolder_UnusableClassesFile_IsRefused(string text, string complaint)
    {
        WriteTrain(0, 1);
        File.WriteAllText(_folder.File("classes.txt"), text);

        Assert.Contains(complaint, Assert.Throws<InvalidDataException>(() => ImageSet.LoadIdxFolder(_folder.Path)).Message);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte")]
    [InlineData("train-labels-idx1-ubyte.gz")]
    [InlineData("t10k-images-idx3-ubyte.gz")]
    [InlineData("t10k-labels-idx1-ubyte")]
    public void LoadIdxFolder_OneFileMissing_SaysWhichWasLookedForWhere(string missing)
    {
        WriteTrain(0, 1);
        WriteTest(1);
        File.Delete(_folder.File(missing));

        var error = Assert.Throws<FileNotFoundException>(() => ImageSet.LoadIdxFolder(_folder.Path));

        var name = missing.Replace(".gz", "");
        Assert.Equal($"The folder '{_folder.Path}' has neither '{name}' nor '{name}.gz'.", error.Message);
    }

    [Fact]
    public void LoadIdxFolder_SplitsOfTwoShapes_NamesBoth()
    {
        WriteTrain(0);
        WriteTest(0);
        _folder.Write("t10k-images-idx3-ubyte.gz", IdxBytes.Images(1, 4, 3));

        var error = Assert.Throws<InvalidDataException>(() => ImageSet.LoadIdxFolder(_folder.Path));

        Assert.Contains("1×3×3, but test images of 1×4×3", error.Message);
    }

    [Theory]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte", "t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte")]
    [InlineData("my-train-images-idx3-ubyte.gz", "my-train-labels-idx1-ubyte.gz", "my-test-images-idx3-ubyte", "my-test-labels-idx1-ubyte")]
    [InlineData("TRAIN_images.idx3", "TRAIN_labels.idx1", "test_images.idx3", "test_labels.idx1")]
    public void Open_IdxUnderOtherNames_IsRead(string trainImages, string trainLabels, string testImages, string testLabels)
    {
        _folder.Write(trainImages, IdxBytes.Images(3, 2, 2));
        _folder.Write(trainLabels, IdxBytes.Labels(0, 1, 0));
        _folder.Write(testImages, IdxBytes.Images(1, 2, 2));
        _folder.Write(testLabels, IdxBytes.Labels(1));

        foreach (var path in new[] { _folder.Path, _folder.File(trainImages) })
        {
            var data = ImageData.Open(path);

            Assert.Equal((3, 1), (data.Train.Count, data.Test!.Count));
            Assert.Equal([0, 1, 0], data.Train.Labels.AsEnumerable());
        }
    }

    [Fact]
    public void Open_Emnist_IsTurnedUprightAndNamedByItsMapping()
    {
        _folder.Write("emnist-letters-train-images-idx3-ubyte", IdxBytes.Of(0x803, [2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
        _folder.Write("emnist-letters-train-labels-idx1-ubyte", IdxBytes.Labels(2, 1));
        _folder.Write("emnist-letters-mapping.txt", "1 65 97\n2 66 98\n"u8.ToArray());

        var data = ImageData.Open(_folder.Path);

        Assert.Equal(["Aa", "Bb"], data.ClassNames.AsEnumerable());
        Assert.Equal([1, 0], data.Train.Labels.AsEnumerable());
        Assert.Equal(new TensorShape(1, 3, 2), data.Shape);
        Assert.Equal([1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12], data.Train.ToImageSet().Pixels.ToArray());
        Assert.Contains("exchanged back", Assert.Single(data.Notes));

        foreach (var kind in new[] { "images-idx3", "labels-idx1" })
            _folder.Write($"emnist-digits-train-{kind}-ubyte", File.ReadAllBytes(_folder.File($"emnist-letters-train-{kind}-ubyte")));
        Assert.Contains("'emnist-digits', 'emnist-letters'", Assert.Throws<InvalidDataException>(() => ImageData.Open(_folder.Path)).Message);
        Assert.Equal(2, ImageData.Open(_folder.File("emnist-letters-train-images-idx3-ubyte")).ClassNames.Length);
    }

    [Fact]
    public void LoadIdxFolder_NoFolder_IsRefused() =>
        Assert.Throws<DirectoryNotFoundException>(() => ImageSet.LoadIdxFolder(_folder.File("none")));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Write_ThenLoad_GivesTheSameSetsAndLeavesNothingElse(int channels)
    {
        var shape = new TensorShape(channels, 5, 4);
        var (train, test) = (Some(shape, 7), Some(shape, 2));

        IdxFolder.Write(_folder.File("set"), train, test);
        var (readTrain, readTest) = ImageSet.LoadIdxFolder(_folder.File("set"));

        foreach (var (written, read) in new[] { (train, readTrain), (test, readTest!) })
        {
            Assert.Equal(written.Shape, read.Shape);
            Assert.Equal(written.Pixels.ToArray(), read.Pixels.ToArray());
            Assert.Equal(written.Labels.AsEnumerable(), read.Labels);
            Assert.Equal(written.ClassNames.AsEnumerable(), read.ClassNames);
        }
        Assert.Equal(5, Directory.GetFiles(_folder.File("set")).Length);
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes()
    {
        var set = Some(new TensorShape(1, 5, 4), 7);

        IdxFolder.Write(_folder.File("a"), set, set);
        IdxFolder.Write(_folder.File("b"), set, set);

        foreach (var file in Directory.GetFiles(_folder.File("a")))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(_folder.File("b"), Path.GetFileName(file))));
    }

    private static ImageSet Some(TensorShape shape, int count)
    {
        var pixels = new byte[count * shape.Elements];
        new Random(count).NextBytes(pixels);
        return new ImageSet(shape, pixels, [.. Enumerable.Range(0, count).Select(i => i % 3)], ["a", "b", "c"]);
    }

    private void WriteTrain(params byte[] labels)
    {
        _folder.Write("train-images-idx3-ubyte", IdxBytes.Images((uint)labels.Length, 3, 3));
        _folder.Write("train-labels-idx1-ubyte.gz", IdxBytes.Zip(IdxBytes.Labels(labels)));
    }

    private void WriteTest(params byte[] labels)
    {
        _folder.Write("t10k-images-idx3-ubyte.gz", IdxBytes.Zip(IdxBytes.Images((uint)labels.Length, 3, 3)));
        _folder.Write("t10k-labels-idx1-ubyte", IdxBytes.Labels(labels));
    }
}
