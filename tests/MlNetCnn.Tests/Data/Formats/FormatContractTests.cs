namespace MlNetCnn.Tests;

/// <summary>Every format takes its own files, wherever they lie, and no other's.</summary>
public sealed class FormatContractTests : IDisposable
{
    private readonly DataSetFolder _set = new();

    public void Dispose() => _set.Dispose();

    public static TheoryData<ImageDataFormat> Kinds => [.. ImageFormats.All.Select(format => format.Kind)];

    public static TheoryData<string> RefusedNames => [.. ImageFormats.Refused.Select(refused => refused.Name)];

    [Fact]
    public void All_FormatsHaveASampleASentenceAndAKindOfTheirOwn()
    {
        Assert.Equal(ImageFormats.All.Select(format => format.Kind).Order(), Enum.GetValues<ImageDataFormat>());
        Assert.Empty(ImageFormats.All.Except(FormatSamples.All.Keys));
        Assert.All(ImageFormats.All, format => Assert.Matches("^[a-zA-Z].*[^.]$", format.Sentence));
        Assert.Equal(ImageFormats.All.Length, ImageFormats.All.Select(format => format.Sentence).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Recognize_Sample_IsTakenByItsOwnFormatOnly(ImageDataFormat kind)
    {
        FormatSamples.All[ImageFormats.Of(kind)](_set);
        foreach (var path in Forms())
        {
            using var tree = FileTree.Open(path, new());

            var takers = ImageFormats.All.Where(format => format.Recognize(tree, new()) is not null).Select(format => format.Kind);
            // The last takes whatever has image files, and is not asked where another one does.
            Assert.Equal([kind], takers.Where(taker => taker != ImageFormats.All[^1].Kind || taker == kind));
            Assert.DoesNotContain(ImageFormats.Refused, refused => refused.Recognize(tree) is not null);
        }
    }

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void Open_RefusedSample_IsTakenByItsOwnFormatOnlyAndSaysWhatItIs(string name)
    {
        FormatSamples.Refused[ImageFormats.Refused.Single(refused => refused.Name == name)](_set);
        foreach (var path in Forms())
        {
            using var tree = FileTree.Open(path, new());

            Assert.Equal([name], ImageFormats.Refused.Where(refused => refused.Recognize(tree) is not null).Select(refused => refused.Name));
            var message = Assert.Throws<InvalidDataException>(() => _set.Open(path)).Message;
            Assert.StartsWith($"'{path}' has {name}, such as '", message);
            Assert.Contains("one folder of images for each class", message);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Open_Sample_IsTheSameInEveryArchive(ImageDataFormat kind)
    {
        FormatSamples.All[ImageFormats.Of(kind)](_set);
        var unpacked = _set.Open();
        foreach (var path in Forms())
        {
            for (var i = 0; i < 2; i++)
            {
                var data = _set.Open(path);

                Assert.Equal((kind, unpacked.Shape), (data.Format, data.Shape));
                Assert.Equal(unpacked.ClassNames.AsEnumerable(), data.ClassNames);
                Assert.Equal(unpacked.Train.Labels.AsEnumerable(), data.Train.Labels);
                Assert.Equal(unpacked.Train.ToImageSet().Pixels.ToArray(), data.Train.ToImageSet().Pixels.ToArray());
            }
        }
    }

    private IEnumerable<string> Forms()
    {
        yield return _set.Path;
        foreach (var name in new[] { "a.zip", "a.tar", "a.tar.gz", "a.tgz" })
            yield return _set.Pack(name);
        var folder = _set.Outside("packed");
        Directory.CreateDirectory(folder);
        File.Copy(_set.Outside("a.tar.gz"), Path.Combine(folder, "inner.tar.gz"), overwrite: true);
        yield return folder;
    }
}
