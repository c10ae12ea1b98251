namespace MlNetCnn.Training.Tests;

public class ClassWeightsTests
{
    [Fact]
    public void Balanced_UnevenClasses_CountTheSameTogether() =>
        Assert.Equal([0.5f, 2f, 2f], ClassWeights.Balanced.For(["a", "b", "c"], [8, 2, 2]));

    [Fact]
    public void Balanced_ClassWithoutImages_HasNoSay() => Assert.Equal([0.5f, 0f], ClassWeights.Balanced.For(["a", "b"], [8, 0]));

    [Fact]
    public void Of_SomeClasses_LeavesOneToTheOthers() =>
        Assert.Equal([1f, 3f], ClassWeights.Of(new Dictionary<string, double> { ["b"] = 3 }).For(["a", "b"], [1, 1]));

    [Fact]
    public void Of_ClassThatIsNotThere_NamesIt() => Assert.Equal(
        "The training option ClassWeights has a class 'x', but the classes are a, b.",
        Assert.Throws<ArgumentException>(() => ClassWeights.Of(new Dictionary<string, double> { ["x"] = 3 }).For(["a", "b"], [1, 1])).Message);

    [Fact]
    public void Of_WeightOutOfRange_NamesIt()
    {
        foreach (var weight in new[] { -1, double.NaN, double.PositiveInfinity })
            Assert.Contains($"class 'a' is {weight}", Assert.Throws<ArgumentException>(() => ClassWeights.Of(new Dictionary<string, double> { ["a"] = weight })).Message);
    }
}
