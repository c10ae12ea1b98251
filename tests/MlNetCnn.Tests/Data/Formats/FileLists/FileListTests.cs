using System.Text;
using SkiaSharp;

namespace MlNetCnn.Tests;

public sealed class FileListTests : IDisposable
{
    private readonly DataSetFolder _set = new();

    public void Dispose() => _set.Dispose();

    [Theory]
    [InlineData("images/", "train.txt", "cat/1.png\ndog/1.png\n", "test.txt", "dog/2.png\n")] // the classes are folders
    [InlineData("images/", "meta/train.txt", "cat/1\ndog/1\n", "meta/test.txt", "dog/2\n")] // Food-101
    [InlineData("", "TrainImages.txt", "cat/1.png\ndog/1.png", "TestImages.txt", "dog/2.png")] // Indoor-67
    [InlineData("data/", "places_train.txt", "/cat/1.png 0\n/dog/1.png 1\n", "places_val.txt", "/dog/2.png 1\n")] // Places365
    [InlineData("x/", "train_list.txt", "/home/me/x/cat/1.png,7\r\n/home/me/x/dog/1.png,9\r\n", "test_list.txt", "/home/me/x/dog/2.png,9\r\n")]
    [InlineData("x/", "train.txt", "# a list\n.\\cat\\1.png\n.\\dog\\1.png\n", "val.txt", ".\\dog\\2.png\n")]
    public void Open_ListsOfPaths_AreTheSplits(string above, string train, string trainText, string other, string otherText)
    {
        foreach (var name in new[] { "cat/1", "cat/2", "dog/1", "dog/2" })
            Add($"{above}{name}.png");
        _set.Add(train, Encoding.UTF8.GetBytes(trainText)).Add(other, Encoding.UTF8.GetBytes(otherText));

        var data = _set.Open();

        Assert.Equal(ImageDataFormat.FileLists, data.Format);
        Assert.Equal(["cat", "dog"], data.ClassNames.AsEnumerable());
        Assert.Equal([$"{above}cat/1.png", $"{above}dog/1.png"], data.Train.Paths.AsEnumerable());
        Assert.Equal([1], (data.Test ?? data.Validation)!.Labels.AsEnumerable());
    }

    [Theory]
    [InlineData("classes.txt", "cat\ndog\n", "1.png 0\n2.png 1\n3.png 1\n", "cat,dog")]
    [InlineData("classes.txt", "cat\ndog\n", "1.png 1\n2.png 2\n3.png 2\n", "cat,dog")]
    [InlineData("categories_x.txt", "/a/cat 0\n/d/dog 1\n", "1.png 0\n2.png 1\n3.png 1\n", "a/cat,d/dog")]
    [InlineData("labels.txt", "5: cat\n7: dog\n", "1.png 5\n2.png 7\n3.png 7\n", "cat,dog")]
    [InlineData("synset_words.txt", "n01440764 tench, Tinca tinca\nn01443537 goldfish, Carassius auratus\n", "1.png 0\n2.png 1\n3.png 1\n", "tench,goldfish")]
    [InlineData("classes.txt", "cat\n", "1.png 0\n2.png 1\n3.png 1\n", "0,1")] // too few
    [InlineData("other.txt", "x", "1 1 1 1\n2 2 1 2\n3 2 2 1\n", "1,2")] // Oxford pets
    [InlineData("other.txt", "x", "1.png cat\n2.png dog\n3.png dog\n", "cat,dog")]
    public void Open_ListsOfPathsAndLabels_HaveTheirNames(string names, string namesText, string train, string expected)
    {
        foreach (var name in new[] { "1", "2", "3" })
            Add($"images/{name}.png");
        _set.Add(names, Encoding.UTF8.GetBytes(namesText)).Add("train.txt", Encoding.UTF8.GetBytes(train));

        var data = _set.Open();

        Assert.Equal(expected.Split(','), data.ClassNames.AsEnumerable());
        Assert.Equal([0, 1, 1], data.Train.Labels.AsEnumerable());
    }

    [Theory]
    [InlineData("train.txt", "cat/9.png\ncat/1.png\ndog/1.png\n", "test.txt", "dog/8.png\ndog/2.png\n", 2, 1, 2)] // two are missing
    [InlineData("train.txt", "cat/1.png\ndog/1.png\n", "test.txt", "dog/8.png\ncat/8.png\n", 2, 0, 0)] // all of test are
    [InlineData("testing_list.txt", "dog/2.png\n", "validation_list.txt", "cat/2.png\n", 2, 1, 0)] // Speech Commands
    [InlineData("images.txt", "1 cat/1.png\n2 cat/2.png\n3 dog/1.png\n4 dog/2.png\n", "train_test_split.txt", "1 1\n2 0\n3 1\n4 1\n", 3, 1, 0)] // CUB-200
    [InlineData("train1.txt", "cat/1.png\ndog/1.png\n", "train2.txt", "dog/2.png\ncat/2.png\n", 2, 0, 0)] // DTD
    public void Open_ListsThatDoNotNameAll_KeepTheirSplits(string first, string firstText, string second, string secondText, int train, int test, int skipped)
    {
        foreach (var name in new[] { "cat/1", "cat/2", "dog/1", "dog/2" })
            Add($"images/{name}.png");
        _set.Add(first, Encoding.UTF8.GetBytes(firstText)).Add(second, Encoding.UTF8.GetBytes(secondText));

        var data = _set.Open();

        Assert.Equal((train, test, skipped), (data.Train.Count, data.Test?.Count ?? 0, data.Skipped.Length));
        Assert.Equal(data.Train.Count + test + (data.Validation?.Count ?? 0) < 4, data.Notes.Any(note => note.Contains("left out", StringComparison.Ordinal)));
    }

    [Fact]
    public void Open_ListOfLabelsBesideClassFolders_IsThatOfItsSplit() // Tiny ImageNet
    {
        foreach (var name in new[] { "train/n01/images/a", "train/n02/images/b", "val/images/c", "val/images/e", "test/images/d" })
            Add($"{name}.png");
        var data = _set.Add("val/val_annotations.txt", "c.png\tn02\t0\t0\t9\t9\ne.png\tn01\t0\t0\t9\t9\n"u8.ToArray()).Open();

        Assert.Equal(["n01", "n02"], data.ClassNames.AsEnumerable());
        Assert.Equal([0, 1], data.Train.Labels.AsEnumerable());
        Assert.Equal([1, 0], data.Validation!.Labels.AsEnumerable());
        Assert.Contains("1 image that no list names was left out.", data.Notes);
    }

    [Fact]
    public void Open_ListsOfMissingImagesOnly_AreRefused()
    {
        Add("cat/1.png");
        Add("dog/1.png");
        _set.Add("train.txt", "cat/8.png\ndog/8.png\n"u8.ToArray());

        Assert.Contains("None of the images that 'train.txt' lists is there", Assert.Throws<InvalidDataException>(() => _set.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ListWithoutLabels_IsLeftOutAndSaid()
    {
        foreach (var name in new[] { "1", "2", "3" })
            Add($"{name}.png");
        _set.Add("train.txt", "1.png cat\n2.png dog\n"u8.ToArray()).Add("test.txt", "3.png\n"u8.ToArray());

        var data = _set.Open();

        Assert.Equal((2, null), (data.Train.Count, data.Test));
        Assert.StartsWith("1 images that 'test.txt' lists have no label", Assert.Single(data.Notes));
    }

    [Fact]
    public void Open_ListedFileThatIsNotThere_IsSkippedAndNamed()
    {
        for (var i = 1; i <= 25; i++)
            Add($"{i}.png");
        _set.Add("train.txt", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 26).Select(i => $"{i}.png {i % 2}\n"))));

        var skipped = Assert.Single(_set.Open().Skipped);

        Assert.Contains("'26.png 0', which '", skipped.Reason);
    }

    [Fact]
    public void Open_TextThatListsNoImages_IsPassedOver() =>
        Assert.Equal(ImageDataFormat.Folder, _set.AddClasses("").Add("train.txt", "We trained for 20 epochs.\n../cat/1.png\n"u8.ToArray()).Open().Format);

    private void Add(string name) => _set.Add(name, TestImages.Plain(2, 2, SKColors.Red));
}
