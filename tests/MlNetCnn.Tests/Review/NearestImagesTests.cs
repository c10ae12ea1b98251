namespace MlNetCnn.Tests;

public class NearestImagesTests
{
    private static readonly float[] Images = [1, 0, 3, 4, 0, 2, 0, 0, -1, 0];

    [Fact]
    public void Find_ByAngle_GivesTheNearestFirst()
    {
        var found = NearestImages.Find(new float[] { 10, 0, 0, 1 }, Images, width: 2, count: 3);

        Assert.Equal([0, 1, 2], found[0].Select(n => n.Image));
        Assert.Equal([1, 0.6f, 0], found[0].Select(n => n.Similarity));
        Assert.Equal([2, 1], found[1].Take(2).Select(n => n.Image));
    }

    [Fact]
    public void Find_FewerImagesThanWanted_GivesAll() => Assert.Equal([0, 1, 2, 3, 4], NearestImages.Find(new float[] { 1, 0 }, Images, 2, 9)[0].Select(n => n.Image).Order());

    [Fact]
    public void Find_WhatIsNoWholeNumberOfEmbeddings_IsRefused() =>
        Assert.Contains("3 and 10 values", Assert.Throws<ArgumentException>(() => NearestImages.Find(new float[3], Images, 2, 1)).Message);
}
