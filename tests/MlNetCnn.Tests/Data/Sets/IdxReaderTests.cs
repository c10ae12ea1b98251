namespace MlNetCnn.Tests;

public sealed class IdxReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LoadIdx_WellFormedFiles_GivesEveryPixelAndLabel(bool zipped)
    {
        var (images, labels) = (IdxBytes.Images(3, 2, 4), IdxBytes.Labels(2, 0, 1));
        // The names say nothing about the compression: the first bytes do.
        var set = ImageSet.LoadIdx(
            _folder.Write("images.dat", zipped ? IdxBytes.Zip(images) : images),
            _folder.Write("labels.gz", zipped ? IdxBytes.Zip(labels) : labels));

        Assert.Equal(new TensorShape(1, 2, 4), set.Shape);
        Assert.Equal(images[16..], set.Pixels.ToArray());
        Assert.Equal(images[24..32], set.Image(1).ToArray());
        Assert.Equal([2, 0, 1], set.Labels.AsEnumerable());
        Assert.Equal(["0", "1", "2"], set.ClassNames.AsEnumerable());
    }

    [Fact]
    public void ReadImages_FourDimensions_GivesChannelsFirst()
    {
        var values = Enumerable.Range(0, 2 * 3 * 4 * 5).Select(i => (byte)i).ToArray();

        var (shape, pixels) = IdxReader.ReadImages(_folder.Write("rgb", IdxBytes.Of(0x804, [2, 3, 4, 5], values)));

        Assert.Equal(new TensorShape(3, 4, 5), shape);
        Assert.Equal(values, pixels);
    }

    [Fact]
    public void ReadImages_MoreThanTheFirstBuffer_ReadsAll()
    {
        var images = IdxBytes.Images(300, 28, 28);

        Assert.Equal(images[16..], IdxReader.ReadImages(_folder.Write("many", IdxBytes.Zip(images))).Pixels);
    }

    public static TheoryData<string, byte[], string> DamagedImages => new()
    {
        { "labels", IdxBytes.Labels(1, 2), "begins with 0x00000801" },
        { "text", "hello, world"u8.ToArray(), "begins with 0x68656C6C" },
        { "empty", [], "has no bytes" },
        { "header", IdxBytes.Images(1, 2, 2)[..14], "ends within its header" },
        { "short", IdxBytes.Images(2, 3, 3)[..^1], "promises 18 values, but 17 are there" },
        { "long", [.. IdxBytes.Images(2, 3, 3), 0], "goes on after the 18 values" },
        { "none", IdxBytes.Images(0, 28, 28), "has no images" },
        { "flat", IdxBytes.Of(0x803, [1, 0, 5], []), "sizes must be positive" },
        { "huge", IdxBytes.Of(0x803, [uint.MaxValue, uint.MaxValue, uint.MaxValue], [1]), "sizes must be positive and all pixels fit" },
        { "boast", IdxBytes.Of(0x803, [2_000_000, 28, 28], [1, 2, 3]), "promises 1568000000 values, but 3 are there" },
        { "cut.gz", IdxBytes.Zip(IdxBytes.Images(9, 9, 9))[..^20], "is cut short" },
        { "unchecked.gz", IdxBytes.Zip(IdxBytes.Images(9, 9, 9))[..^2], "damaged or truncated gzip" },
        { "followed.gz", [.. IdxBytes.Zip(IdxBytes.Images(9, 9, 9)), 1, 2, 3, 4], "has something after its end" },
        { "changed.gz", Changed(IdxBytes.Zip(IdxBytes.Images(9, 9, 9)), ^8), "damaged or truncated gzip" },
    };

    private static byte[] Changed(byte[] bytes, Index index)
    {
        bytes[index] ^= 1;
        return bytes;
    }

    [Theory]
    [MemberData(nameof(DamagedImages))]
    public void ReadImages_DamagedFile_SaysWhichAndWhat(string name, byte[] bytes, string complaint)
    {
        var path = _folder.Write(name, bytes);

        var error = Assert.Throws<InvalidDataException>(() => IdxReader.ReadImages(path));

        Assert.StartsWith($"'{path}' ", error.Message);
        Assert.Contains(complaint, error.Message);
    }

    [Fact]
    public void ReadLabels_ImagesFile_SaysWhichMagicWasNeeded()
    {
        var path = _folder.Write("images", IdxBytes.Images(1, 2, 2));

        Assert.Contains("labels of one byte begin with 0x00000801", Assert.Throws<InvalidDataException>(() => IdxReader.ReadLabels(path)).Message);
    }

    [Fact]
    public void LoadIdx_CountsDisagree_NamesBothFiles()
    {
        var (images, labels) = (_folder.Write("i", IdxBytes.Images(3, 2, 2)), _folder.Write("l", IdxBytes.Labels(0, 1)));

        var error = Assert.Throws<InvalidDataException>(() => ImageSet.LoadIdx(images, labels));

        Assert.Contains($"'{images}' has 3 images, but '{labels}' has 2 labels", error.Message);
    }

    [Fact]
    public void LoadIdx_LabelWithoutName_SaysWhere()
    {
        var (images, labels) = (_folder.Write("i", IdxBytes.Images(3, 2, 2)), _folder.Write("l", IdxBytes.Labels(0, 2, 1)));

        var error = Assert.Throws<InvalidDataException>(() => ImageSet.LoadIdx(images, labels, ["cat", "dog"]));

        Assert.Contains($"'{labels}' has label 2 at position 1, but 2 class names allow 0 to 1", error.Message);
    }

    [Fact]
    public void LoadIdx_NoSuchFile_NamesIt() =>
        Assert.Contains("nowhere", Assert.Throws<FileNotFoundException>(() => ImageSet.LoadIdx(_folder.File("nowhere"), "l")).Message);
}
