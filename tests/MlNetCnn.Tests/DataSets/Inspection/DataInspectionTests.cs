namespace MlNetCnn.Tests;

public class DataInspectionTests
{
    [Fact]
    public void Of_CleanData_CountsAndMeasures()
    {
        var data = DataInspection.Of(Samples.Data(Samples.Flat(0, 2, 4, 255), Samples.Flat(100, 101)));

        Assert.Equal(6, data.Images);
        Assert.Equal(["train", "test"], data.Splits.Select(s => s.Name));
        Assert.Equal([3, 1], data.Splits[0].ClassCounts.ToArray());
        Assert.Equal([1, 1], data.Splits[1].ClassCounts.ToArray());
        Assert.Equal(new ImageSizeCount(2, 2, 6), Assert.Single(data.Sizes));
        Assert.Equal(3, data.Imbalance);
        Assert.Empty(data.Duplicates);
        Assert.All(data.Splits, split => Assert.Equal((0, 0), (split.Repeated, split.Leaked)));
    }

    [Fact]
    public void Channels_KnownValues_HaveTheirMeanAndDeviation()
    {
        var pixels = new byte[] { 0, 255, 51, 51, 102, 204, /* second image */ 0, 255, 51, 51, 102, 204 };
        var images = new ImageSet(new TensorShape(3, 1, 2), pixels, [0, 1], Samples.Names);

        var channels = DataInspection.Of(Samples.Data(images)).Channels;

        Assert.Equal([0.5, 0.2, 0.6], channels.Select(c => Math.Round(c.Mean, 12)));
        Assert.Equal([0.5, 0, 0.2], channels.Select(c => Math.Round(c.StandardDeviation, 12)));
    }

    [Fact]
    public void Duplicates_WithinASplit_AreRepeats()
    {
        var data = DataInspection.Of(Samples.Data(Samples.Flat(7, 8, 7, 7)));

        var group = Assert.Single(data.Duplicates);
        Assert.Equal([0, 2, 3], group.Images.Select(i => i.Index));
        Assert.All(group.Images, image => Assert.Equal(("train", "dog"), (image.Split, image.Class)));
        Assert.Equal((false, false), (group.IsLeak, group.IsContradiction));
        Assert.Equal(2, data.Splits[0].Repeated);
    }

    [Fact]
    public void Duplicates_AcrossSplits_AreLeaks()
    {
        var data = DataInspection.Of(Samples.Data(Samples.Flat(7, 8, 9), test: Samples.Flat(9, 10, 8, 9), validation: Samples.Flat(9, 12)));

        Assert.Equal(["train", "validation", "test"], data.Splits.Select(s => s.Name));
        Assert.Equal([0, 1, 3], data.Splits.Select(s => s.Leaked));
        Assert.Equal([0, 0, 1], data.Splits.Select(s => s.Repeated));
        Assert.All(data.Duplicates, group => Assert.True(group.IsLeak));
        Assert.Equal(["train", "validation", "test", "test"], data.Duplicates.Single(g => g.Images.Length == 4).Images.Select(i => i.Split));
    }

    [Fact]
    public void Duplicates_OfTestAndValidationOnly_AreNoTrainingImages()
    {
        var data = DataInspection.Of(Samples.Data(Samples.Flat(1, 2), test: Samples.Flat(9, 10), validation: Samples.Flat(9, 12)));

        Assert.True(Assert.Single(data.Duplicates).IsLeak);
        Assert.All(data.Splits, split => Assert.Equal(0, split.Leaked));
    }

    [Fact]
    public void Duplicates_LabeledDifferently_AreContradictions() =>
        Assert.True(Assert.Single(DataInspection.Of(Samples.Data(Samples.Labeled((1, 0), (1, 1), (2, 0)))).Duplicates).IsContradiction);

    [Fact]
    public void Of_Cancelled_Ends() => Assert.ThrowsAny<OperationCanceledException>(
        () => DataInspection.Of(Samples.Data(Samples.Flat(1, 2)), new CancellationToken(canceled: true)));
}
