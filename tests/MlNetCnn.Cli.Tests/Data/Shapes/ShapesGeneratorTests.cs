namespace MlNetCnn.Cli.Tests;

public class ShapesGeneratorTests
{
    [Fact]
    public void Generate_SameSeed_GivesTheSameImages()
    {
        var (first, firstTest) = ShapesGenerator.Generate(7, 30, 20);
        var (second, secondTest) = ShapesGenerator.Generate(7, 30, 20);

        Assert.Equal(first.Pixels.ToArray(), second.Pixels.ToArray());
        Assert.Equal(first.Labels.AsEnumerable(), second.Labels);
        Assert.Equal(firstTest.Pixels.ToArray(), secondTest.Pixels.ToArray());
    }

    [Fact]
    public void Generate_AnotherSeed_GivesOtherImages() => Assert.NotEqual(
        ShapesGenerator.Generate(7, 10, 10).Train.Pixels.ToArray(),
        ShapesGenerator.Generate(8, 10, 10).Train.Pixels.ToArray());

    [Fact]
    public void Generate_MoreTrainingImages_LeavesTheTestImagesAlone() => Assert.Equal(
        ShapesGenerator.Generate(7, 10, 20).Test.Pixels.ToArray(),
        ShapesGenerator.Generate(7, 40, 20).Test.Pixels.ToArray());

    [Fact]
    public void Generate_Splits_AreBalancedAndDisjoint()
    {
        var (train, test) = ShapesGenerator.Generate(ShapesGenerator.DefaultSeed, 300, 100);

        Assert.All(train.Labels.CountBy(label => label), count => Assert.Equal(30, count.Value));
        Assert.All(test.Labels.CountBy(label => label), count => Assert.Equal(10, count.Value));
        var images = new[] { train, test }.SelectMany(set => Enumerable.Range(0, set.Count).Select(i => Convert.ToHexString(set.Image(i)))).ToList();
        Assert.Equal(images.Count, images.Distinct().Count());
    }

    [Fact]
    public void Generate_Pixels_HaveSixteenLevelsAndAShapeInEachImage()
    {
        var (train, _) = ShapesGenerator.Generate(3, 200, 1);

        Assert.All(train.Pixels.ToArray(), pixel => Assert.Equal(0, pixel % 17));
        for (var i = 0; i < train.Count; i++)
            Assert.InRange(train.Image(i).ToArray().Count(pixel => pixel > 85), 20, 784 * 2 / 3);
    }

    [Fact]
    public void Generate_NoImages_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => ShapesGenerator.Generate(1, 0, 10));
}
