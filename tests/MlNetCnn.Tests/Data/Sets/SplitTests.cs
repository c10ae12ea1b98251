using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

public class SplitTests
{
    private static readonly MLContext Ml = new(1);

    [Fact]
    public void Split_AnyClass_KeepsItsShare_AndTheSeedDecides()
    {
        var split = new ImageSplit(Images(100, i => i < 80 ? 0 : 1));

        var (train, test) = split.Split(0.25, seed: 3);
        var again = split.Split(0.25, seed: 3).Test;
        var other = split.Split(0.25, seed: 4).Test;

        Assert.Equal((60, 15), (train.Labels.Count(l => l == 0), train.Labels.Count(l => l == 1)));
        Assert.Equal((20, 5), (test.Labels.Count(l => l == 0), test.Labels.Count(l => l == 1)));
        Assert.Equal(test.Paths.AsEnumerable(), again.Paths);
        Assert.NotEqual(test.Paths.AsEnumerable(), other.Paths);
        Assert.Empty(train.Paths.Intersect(test.Paths));
        Assert.Equal(test.Paths.Select(byte.Parse), Enumerable.Range(0, test.Count).Select(i => test.ToImageSet().Image(i)[0]));
    }

    [Theory]
    [InlineData(6, 2, "raise it above 0.167.")]
    [InlineData(2, 2, "that takes at least 2 images of a class.")]
    public void Split_SoLittleThatNothingIsKeptBack_SaysWhatWould(int images, int classes, string wayOut) =>
        Assert.EndsWith(wayOut, Assert.Throws<InvalidOperationException>(() => new ImageSplit(Images(images, i => i % classes)).Split(0.1)).Message);

    [Fact]
    public void Split_OfAnyDataView_GivesTheSameRowsEveryTime()
    {
        var view = Images(100, i => i % 4).ToDataView(Ml);

        var (train, test) = Ml.Cnn.Split(view, 0.2, seed: 5);

        Assert.Equal((80L, 20L), (train.GetRowCount(), test.GetRowCount()));
        Assert.Equal([5, 5, 5, 5], test.GetColumn<uint>("Label").CountBy(l => l).OrderBy(c => c.Key).Select(c => c.Value));
        Assert.Equal(test.GetColumn<string>("Path"), test.GetColumn<string>("Path"));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), train.GetColumn<string>("Path").Concat(test.GetColumn<string>("Path")).OrderBy(int.Parse));
    }

    [Fact]
    public void Split_OfTextLabels_IsStratified()
    {
        var rows = Enumerable.Range(0, 30).Select(i => new Row { Kind = i % 3 == 0 ? "a" : "b" });

        var (_, test) = Ml.Cnn.Split(Ml.Data.LoadFromEnumerable(rows), 0.3, labelColumnName: "Kind");

        Assert.Equal((3, 6), (test.GetColumn<string>("Kind").Count(k => k == "a"), test.GetColumn<string>("Kind").Count(k => k == "b")));
    }

    [Fact]
    public void Split_WrongArguments_AreRefused()
    {
        var view = Images(4, i => i % 2).ToDataView(Ml);

        Assert.Throws<ArgumentOutOfRangeException>(() => Ml.Cnn.Split(view, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ml.Cnn.Split(view, 1));
        Assert.Contains("has Features, Label", Assert.Throws<ArgumentException>(() => Ml.Cnn.Split(view, 0.5, labelColumnName: "Kind")).Message);
        Assert.Throws<InvalidOperationException>(() => Ml.Cnn.Split(view, 0.01));
    }

    private static ImageSet Images(int count, Func<int, int> label) =>
        new(new TensorShape(1, 1, 1), Enumerable.Range(0, count).Select(i => (byte)i).ToArray(), [.. Enumerable.Range(0, count).Select(label)], ["a", "b", "c", "d"])
        {
            Paths = [.. Enumerable.Range(0, count).Select(i => $"{i}")],
        };

    private sealed class Row
    {
        public string Kind { get; set; } = "";
    }
}
