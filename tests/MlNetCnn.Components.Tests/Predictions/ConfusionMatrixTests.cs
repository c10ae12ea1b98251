using System.Collections.Immutable;
using Bunit;

namespace MlNetCnn.Components.Tests;

public class ConfusionMatrixTests : ComponentTest
{
    private static readonly ImmutableArray<ImmutableArray<int>> Counts = [[8, 2], [0, 5]];

    [Fact]
    public void Cells_AsCountsOrShares_SayWhatImagesWereTakenFor()
    {
        var matrix = Matrix();
        Assert.Equal(["8", "2", "5"], matrix.FindAll(".cell").Select(c => c.TextContent));
        Assert.Equal("2 images of cat were taken for dog, 20.0 % of them", matrix.FindAll(".cell")[1].GetAttribute("title"));

        matrix.Find("select").Change("shares");

        Assert.Equal(["80.0", "20.0", "100.0"], matrix.FindAll(".cell").Select(c => c.TextContent));
        Assert.Empty(matrix.FindAll("td button"));
    }

    [Fact]
    public void Cell_Chosen_IsGivenToThePage()
    {
        (int Label, int Predicted)? chosen = null;
        var matrix = Render<ConfusionMatrix>(p => p.Add(m => m.ClassNames, ["cat", "dog"]).Add(m => m.Counts, Counts).Add(m => m.SelectedChanged, cell => chosen = cell));

        matrix.FindAll("td button")[1].Click();

        Assert.Equal((0, 1), chosen);
    }

    [Fact]
    public void Classes_MoreThanTwenty_AreThoseWithMostMistakesAtFirst()
    {
        ImmutableArray<ImmutableArray<int>> counts = [.. Enumerable.Range(0, 25).Select(row => Enumerable.Range(0, 25).Select(column => row == column ? 9 : row == 24 ? 1 : 0).ToImmutableArray())];
        var matrix = Render<ConfusionMatrix>(p => p.Add(m => m.ClassNames, [.. Enumerable.Range(0, 25).Select(i => $"class {i}")]).Add(m => m.Counts, counts));
        Assert.Equal(20, matrix.FindAll("tbody tr").Count);
        Assert.Contains("class 24", matrix.FindAll("tbody th").Select(th => th.TextContent));

        matrix.Find("input[type=checkbox]").Change(true);

        Assert.Equal(25, matrix.FindAll("tbody tr").Count);
    }

    [Fact]
    public void Counts_OfAnotherNumberOfClasses_AreRefusedWithBothNumbers() => Assert.Contains(
        "3 classes need 3 rows of 3 counts, but got 2 rows",
        Assert.Throws<ArgumentException>(() => Render<ConfusionMatrix>(p => p.Add(m => m.ClassNames, ["a", "b", "c"]).Add(m => m.Counts, Counts))).Message,
        StringComparison.Ordinal);

    private IRenderedComponent<ConfusionMatrix> Matrix() => Render<ConfusionMatrix>(p => p.Add(m => m.ClassNames, ["cat", "dog"]).Add(m => m.Counts, Counts));
}
