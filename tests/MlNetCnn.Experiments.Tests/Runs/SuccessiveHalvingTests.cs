namespace MlNetCnn.Experiments.Tests;

public sealed class SuccessiveHalvingTests
{
    [Theory]
    [InlineData(3, 9, 9, "1 3")]
    [InlineData(3, 27, 9, "3 9")]
    [InlineData(3, 81, 2, "27")]
    [InlineData(3, 10, 4, "1 3")]
    [InlineData(3, 5, 100, "1")]
    [InlineData(2, 8, 8, "1 2 4")]
    [InlineData(4, 100, 16, "6 25")]
    public void Of_FactorEpochsAndChoices_HasRungsUntilOneIsLeft(int factor, int epochs, int choices, string rungs) =>
        Assert.Equal(rungs, string.Join(' ', SuccessiveHalving.Of(factor, epochs, choices).Rungs));

    [Theory]
    [InlineData(3, 9, 3)]
    [InlineData(3, 10, 4)]
    [InlineData(3, 2, 1)]
    [InlineData(2, 1, 1)]
    public void Kept_Choices_IsTheirShareRoundedUp(int factor, int choices, int kept) => Assert.Equal(kept, new SuccessiveHalving(factor, []).Kept(choices));

    [Fact]
    public void After_Rung_IsTheNextOrNone()
    {
        var halving = SuccessiveHalving.Of(3, 9, 9);

        Assert.Equal([3, null], new[] { halving.After(1), halving.After(3) });
    }
}
