namespace MlNetCnn.Tests;

public sealed class FoldTests : IDisposable
{
    private readonly DataSetFolder _set = new();

    [Fact]
    public void Folds_OfAnyClass_DifferByAtMostOneImageAndHoldEachImageOnce()
    {
        var images = Images(103, i => i < 9 ? 2 : i % 2);

        var folds = images.Folds(5, seed: 3);

        Assert.Equal(Enumerable.Range(0, 103), folds.SelectMany(fold => fold.HeldPositions).Order());
        Assert.All(Enumerable.Range(0, 3), label => Assert.InRange(Spread(folds, fold => fold.Held.Labels.Count(l => l == label)), 0, 1));
        Assert.InRange(Spread(folds, fold => fold.Held.Count), 0, 1);
        Assert.All(folds, fold =>
        {
            Assert.Equal(Enumerable.Range(0, 103).Except(fold.HeldPositions), fold.TrainPositions);
            Assert.Equal(fold.HeldPositions.Select(i => $"{i}"), fold.Held.Paths);
            Assert.Equal(fold.TrainPositions.Select(i => images.Labels[i]), fold.Train.Labels);
        });
        Assert.Equal(folds[1].HeldPositions.AsEnumerable(), images.Folds(5, seed: 3)[1].HeldPositions);
        Assert.NotEqual(folds[1].HeldPositions.AsEnumerable(), images.Folds(5, seed: 4)[1].HeldPositions);
    }

    [Fact]
    public void Folds_WithGroups_KeepEachTogetherAndClassesEven()
    {
        var images = Images(200, i => i % 3);
        var groups = Enumerable.Range(0, 200).Select(i => i < 40 ? $"{i / 8}" : i < 160 ? $"{i / 4}" : "").ToArray();

        var folds = images.Folds(4, seed: 1, groups);

        var foldOf = folds.SelectMany(fold => fold.HeldPositions.Select(i => (i, fold.Index))).ToDictionary(f => f.i, f => f.Index);
        Assert.All(Enumerable.Range(0, 160).GroupBy(i => groups[i]), group => Assert.Single(group.Select(i => foldOf[i]).Distinct()));
        Assert.InRange(Spread(folds, fold => fold.Held.Count), 0, 4);
        Assert.All(Enumerable.Range(0, 3), label => Assert.InRange(Spread(folds, fold => fold.Held.Labels.Count(l => l == label)), 0, 3));
    }

    [Fact]
    public void Folds_WrongArguments_AreRefused()
    {
        var images = Images(4, i => i % 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => images.Folds(1));
        Assert.Contains("4 images came with 1 groups", Assert.Throws<ArgumentException>(() => images.Folds(2, groups: ["a"])).Message);
        Assert.Equal("5 folds take at least as many images, but there are 4: take fewer folds.", Assert.Throws<InvalidOperationException>(() => images.Folds(5)).Message);
        Assert.Contains("as many groups, but there are 2", Assert.Throws<InvalidOperationException>(() => images.Folds(3, groups: ["a", "a", "b", "b"])).Message);
    }

    [Fact]
    public void Open_WithAGroupColumn_ReadsGroupsAndKeepsThemOnOneSide()
    {
        Patients();

        var plain = _set.Open(o => o with { IgnoreColumns = "patient" });
        var data = _set.Open(o => o with { GroupColumn = "patient", TestFraction = 0.25 });
        var again = _set.Open(o => o with { GroupColumn = "patient", TestFraction = 0.25 });

        Assert.Empty(plain.Train.Groups);
        Assert.True(again.FromCache);
        Assert.Equal((16, 4), (data.Train.Count, data.Test!.Count));
        Assert.Empty(data.Train.Groups.Intersect(data.Test.Groups));
        Assert.Equal(data.Train.Groups.AsEnumerable(), again.Train.Groups);
        Assert.Equal(data.Train.Paths.Select(path => $"p{int.Parse(Path.GetFileNameWithoutExtension(path)) / 2}"), data.Train.Groups);
        Assert.All(data.Train.Folds(4), fold => Assert.Empty(fold.Train.Groups.Intersect(fold.Held.Groups)));
    }

    [Fact]
    public void Open_AGroupColumnWhereThereIsNone_SaysWhy()
    {
        Patients();
        Assert.Contains("has no group column 'animal'", Assert.Throws<InvalidDataException>(() => _set.Open(o => o with { GroupColumn = "animal" })).Message);

        using var folders = new DataSetFolder();
        folders.AddClasses("");
        Assert.Contains("which have no columns", Assert.Throws<InvalidDataException>(() => folders.Open(o => o with { GroupColumn = "patient" })).Message);
    }

    public void Dispose() => _set.Dispose();

    // Twenty images of ten patients, two of each, half of them ill.
    private void Patients()
    {
        var rows = Enumerable.Range(0, 20).Select(i => $"{i}.png,{(i / 2 % 2 == 0 ? "ill" : "well")},p{i / 2}\n");
        foreach (var i in Enumerable.Range(0, 20))
            _set.Add($"{i}.png", TestImages.Plain(2, 2, new((byte)(10 * i), 0, 0)));
        _set.Add("a.csv", System.Text.Encoding.UTF8.GetBytes("path,label,patient\n" + string.Concat(rows)));
    }

    private static int Spread(IEnumerable<ImageFold> folds, Func<ImageFold, int> count) => folds.Max(count) - folds.Min(count);

    private static ImageSplit Images(int count, Func<int, int> label) => new(
        new ImageSet(new TensorShape(1, 1, 1), new byte[count], [.. Enumerable.Range(0, count).Select(label)], ["a", "b", "c"]) { Paths = [.. Enumerable.Range(0, count).Select(i => $"{i}")] });
}
