using CsCheck;

namespace MlNetCnn.Textbook.Tests;

public class PoolingTests
{
    private static readonly float[,] ThreeByThree = { { 0, 1, 2 }, { 3, 4, 5 }, { 6, 7, 8 } };
    private static readonly float[,] FourByFour = { { 0, 1, 2, 3 }, { 4, 5, 6, 7 }, { 8, 9, 10, 11 }, { 12, 13, 14, 15 } };

    [Fact]
    public void Max_BooksFirstExample_GivesBooksOutput() =>
        Assert.Equal(new float[,] { { 4, 5 }, { 7, 8 } }, Pooling.Max(ThreeByThree, new(2), stride: new(1)));

    [Fact]
    public void Average_BooksFirstExample_GivesBooksOutput() =>
        Assert.Equal(new float[,] { { 2, 3 }, { 5, 6 } }, Pooling.Average(ThreeByThree, new(2), stride: new(1)));

    [Fact]
    public void Max_StrideNotGiven_IsTheWindow() =>
        Assert.Equal(new float[,] { { 10 } }, Pooling.Max(FourByFour, new(3)));

    [Fact]
    public void Max_PaddingAndStride_GivesBooksOutput() =>
        Assert.Equal(new float[,] { { 5, 7 }, { 13, 15 } }, Pooling.Max(FourByFour, new(3), padding: new(1), stride: new(2)));

    [Fact]
    public void Max_OblongWindow_GivesBooksOutput() =>
        Assert.Equal(new float[,] { { 5, 7 }, { 13, 15 } }, Pooling.Max(FourByFour, new(2, 3), padding: new(0, 1), stride: new(2, 3)));

    [Fact]
    public void Max_TwoChannels_PoolsEachByItself()
    {
        float[,,] x =
        {
            { { 0, 1, 2, 3 }, { 4, 5, 6, 7 }, { 8, 9, 10, 11 }, { 12, 13, 14, 15 } },
            { { 1, 2, 3, 4 }, { 5, 6, 7, 8 }, { 9, 10, 11, 12 }, { 13, 14, 15, 16 } },
        };

        Assert.Equal(
            new float[,,] { { { 5, 7 }, { 13, 15 } }, { { 6, 8 }, { 14, 16 } } }, Pooling.Max(x, new(3), padding: new(1), stride: new(2)));
    }

    [Fact]
    public void Average_TwoChannels_PoolsEachByItself() =>
        Assert.Equal(
            new float[,,] { { { 1.5f } }, { { 2.5f } } },
            Pooling.Average(new float[,,] { { { 0, 1 }, { 2, 3 } }, { { 1, 2 }, { 3, 4 } } }, new(2)));

    [Fact]
    public void Max_PaddingBesideNegativeValues_IsNeverTheMaximum() =>
        Assert.Equal(new float[,] { { -5 } }, Pooling.Max(new float[,] { { -5 } }, new(2), padding: new(1), stride: new(2)));

    [Fact]
    public void Average_Padding_CountsAsZeros() =>
        Assert.Equal(new float[,] { { -1.25f } }, Pooling.Average(new float[,] { { -5 } }, new(2), padding: new(1), stride: new(2)));

    [Fact]
    public void MaxAndAverage_WithoutPadding_MaximumIsNotBelowMean() =>
        Gen.Select(Cells.Matrix(Gen.Int[3, 8], Gen.Int[3, 8]), Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, 3])
            .Sample((x, h, w, s) => AssertNotBelow(
                Pooling.Max(x, new(h, w), stride: new(s)), Pooling.Average(x, new(h, w), stride: new(s))), iter: 200);

    [Fact]
    public void MaxAndAverage_PositiveValuesWithPadding_MaximumIsNotBelowMean() =>
        Gen.Select(Cells.Matrix(Gen.Int[2, 8], Gen.Int[2, 8], Gen.Int[0, 9].Select(v => (float)v)), Gen.Int[2, 4], Gen.Int[1, 3])
            .Sample((x, k, s) => AssertNotBelow(Pooling.Max(x, new(k), new(1), new(s)), Pooling.Average(x, new(k), new(1), new(s))), iter: 200);

    [Fact]
    public void Max_PaddingAboveHalfTheWindow_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Pooling.Max(FourByFour, new(2, 3), padding: new(2, 1)));

        Assert.Equal(
            "A pooling window of 2×3 takes padding of at most 1×1, half of itself, but 2×1 was given: take a larger window or less padding.",
            error.Message);
    }

    [Fact]
    public void Average_WindowLargerThanInput_SaysBothSizes() =>
        Assert.StartsWith(
            "A window of 4×4 does not fit into an input of 3×3 with padding 0×0",
            Assert.Throws<ArgumentException>(() => Pooling.Average(ThreeByThree, new(4))).Message);

    [Fact]
    public void MaxAndAverage_EmptyInput_IsRefused()
    {
        Assert.StartsWith("The input is 0×4 ", Assert.Throws<ArgumentException>(() => Pooling.Max(new float[0, 4], new(2))).Message);
        Assert.StartsWith("The input is 0×4×4 ", Assert.Throws<ArgumentException>(() => Pooling.Average(new float[0, 4, 4], new(2))).Message);
    }

    private static void AssertNotBelow(float[,] maxima, float[,] means)
    {
        foreach (var (maximum, mean) in maxima.Cast<float>().Zip(means.Cast<float>()))
            Assert.InRange(mean, float.NegativeInfinity, maximum);
    }
}
