using SkiaSharp;

namespace MlNetCnn.Tests;

public sealed class ClassSelectionTests : IDisposable
{
    private readonly DataSetFolder _set = new();

    public ClassSelectionTests()
    {
        foreach (var (name, images) in new[] { ("ant", 4), ("bee", 3), ("cat", 2), ("dog", 1) })
        {
            for (var i = 0; i < images; i++)
                _set.Add($"train/{name}/{i}.png", TestImages.Plain(2, 2, SKColors.Red));
        }
        _set.Add("test/ant/0.png", TestImages.Plain(2, 2, SKColors.Red)).Add("test/dog/0.png", TestImages.Plain(2, 2, SKColors.Red));
    }

    public void Dispose() => _set.Dispose();

    [Fact]
    public void Open_Classes_ReadsThoseOnlyFromTheSameDecodedPixels()
    {
        _set.Open();

        var data = _set.Open(o => o with { Classes = "cat, ant" });

        Assert.True(data.FromCache);
        Assert.Equal(["ant", "cat"], data.ClassNames.AsEnumerable());
        Assert.Equal([0, 0, 0, 0, 1, 1], data.Train.Labels.AsEnumerable());
        Assert.Equal("train/cat/1.png", data.Train.Paths[5]);
        Assert.Equal([0], data.Test!.Labels.AsEnumerable());
        Assert.Equal("2 of 4 classes are read: 5 images of 'bee', 'dog' were left out.", Assert.Single(data.Notes));
    }

    [Fact]
    public void Open_TableOfClasses_RenamesMergesAndDrops()
    {
        File.WriteAllText(_set.Outside("map.csv"), "from,to\nant,insect\nbee,insect\ndog,\n");

        var data = _set.Open(o => o with { Classes = _set.Outside("map.csv") });

        Assert.Equal(["insect", "cat"], data.ClassNames.AsEnumerable());
        Assert.Equal([7, 2], data.Train.Labels.CountBy(label => label).Select(c => c.Value));
        Assert.Contains("2 images of 'dog' were left out", data.Notes[0]);
    }

    [Fact]
    public void Open_MinImages_DropsRareClassesByTheirTrainingImages()
    {
        var data = _set.Open(o => o with { MinImages = 3 });

        Assert.Equal(["ant", "bee"], data.ClassNames.AsEnumerable());
        Assert.Equal((7, 1), (data.Train.Count, data.Test!.Count));
        Assert.Contains("'cat', 'dog'", Assert.Single(data.Notes));
    }

    [Theory]
    [InlineData("ant,eel", "has 'eel', but the data have 'ant', 'bee', 'cat', 'dog'")]
    [InlineData("ant", "Only the class 'ant' is left of 4")]
    public void Open_ClassesThatMakeNoClassifier_AreRefused(string classes, string complaint) =>
        Assert.Contains(complaint, Assert.Throws<InvalidDataException>(() => _set.Open(o => o with { Classes = classes })).Message);

    [Theory]
    [InlineData("ant\n", "Line 1 of")]
    [InlineData("ant,a\nant,b\n", "Line 2 of")]
    public void Open_BrokenTableOfClasses_NamesTheLine(string text, string complaint)
    {
        File.WriteAllText(_set.Outside("map.csv"), text);

        Assert.Contains(complaint, Assert.Throws<InvalidDataException>(() => _set.Open(o => o with { Classes = _set.Outside("map.csv") })).Message);
    }
}
