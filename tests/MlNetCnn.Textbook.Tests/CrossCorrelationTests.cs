using CsCheck;

namespace MlNetCnn.Textbook.Tests;

public class CrossCorrelationTests
{
    private static readonly float[,] X = { { 0, 1, 2 }, { 3, 4, 5 }, { 6, 7, 8 } };
    private static readonly float[,] K = { { 0, 1 }, { 2, 3 } };
    private static readonly float[,,] TwoChannels = { { { 0, 1, 2 }, { 3, 4, 5 }, { 6, 7, 8 } }, { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } } };
    private static readonly float[,,] TwoChannelKernel = { { { 0, 1 }, { 2, 3 } }, { { 1, 2 }, { 3, 4 } } };

    [Fact]
    public void Apply_BooksFirstExample_GivesBooksOutput() =>
        Assert.Equal(new float[,] { { 19, 25 }, { 37, 43 } }, CrossCorrelation.Apply(X, K));

    [Theory]
    [InlineData(3, 3, 1, 1, 1, 1, 8, 8)]
    [InlineData(5, 3, 2, 1, 1, 1, 8, 8)]
    [InlineData(3, 3, 1, 1, 2, 2, 4, 4)]
    [InlineData(3, 5, 0, 1, 3, 4, 2, 2)]
    public void Apply_PaddingAndStrideOn8x8_GivesBooksShape(int kh, int kw, int ph, int pw, int sh, int sw, int height, int width)
    {
        var y = CrossCorrelation.Apply(new float[8, 8], new float[kh, kw], new(ph, pw), new(sh, sw));

        Assert.Equal((height, width), (y.GetLength(0), y.GetLength(1)));
    }

    [Fact]
    public void Apply_PaddingAndStride_ReadsZerosAndSkips() =>
        Assert.Equal(new float[,] { { 0, 8 }, { 6, 8 } }, CrossCorrelation.Apply(X, K, padding: new(1), stride: new(3, 2)));

    [Fact]
    public void Apply_TwoInputChannels_SumsOverChannels() =>
        Assert.Equal(new float[,] { { 56, 72 }, { 104, 120 } }, CrossCorrelation.Apply(TwoChannels, TwoChannelKernel));

    [Fact]
    public void Apply_ThreeOutputChannels_StacksTheirResults()
    {
        float[,,,] k =
        {
            { { { 0, 1 }, { 2, 3 } }, { { 1, 2 }, { 3, 4 } } },
            { { { 1, 2 }, { 3, 4 } }, { { 2, 3 }, { 4, 5 } } },
            { { { 2, 3 }, { 4, 5 } }, { { 3, 4 }, { 5, 6 } } },
        };

        Assert.Equal(
            new float[,,] { { { 56, 72 }, { 104, 120 } }, { { 76, 100 }, { 148, 172 } }, { { 96, 128 }, { 192, 224 } } },
            CrossCorrelation.Apply(TwoChannels, k));
    }

    [Fact]
    public void Terms_OneOutputCell_GivesWindowBesideKernel()
    {
        var terms = CrossCorrelation.Terms(X, K, row: 0, column: 1);

        Assert.Equal([(1, 0), (2, 1), (4, 2), (5, 3)], terms.Select(term => ((int)term.Input, (int)term.Kernel)));
        Assert.Equal(25, terms.Sum(term => term.Product));
    }

    [Fact]
    public void Terms_WindowOnPadding_MarksPaddingAndReadsZero()
    {
        var terms = CrossCorrelation.Terms(X, K, row: 0, column: 0, padding: new(1));

        Assert.Equal([true, true, true, false], terms.Select(term => term.Cell.IsPadding));
        Assert.Equal([0, 0, 0, 0], terms.Select(term => term.Input));
        Assert.Equal((-1, -1), (terms[0].Cell.InputRow, terms[0].Cell.InputColumn));
    }

    [Fact]
    public void Terms_TwoChannels_SumToTheOutputCell()
    {
        var terms = CrossCorrelation.Terms(TwoChannels, TwoChannelKernel, row: 1, column: 0);

        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], terms.Select(term => term.Channel));
        Assert.Equal(104, terms.Sum(term => term.Product));
    }

    [Fact]
    public void Terms_NoSuchOutputCell_SaysHowManyThereAre()
    {
        var error = Assert.Throws<ArgumentException>(() => CrossCorrelation.Terms(X, K, row: 2, column: 0));

        Assert.Equal("There is no output cell (2, 0): the output is 2×2, counted from 0.", error.Message);
    }

    [Fact]
    public void Apply_KernelLargerThanPaddedInput_SaysBothSizes()
    {
        var error = Assert.Throws<ArgumentException>(() => CrossCorrelation.Apply(X, new float[6, 2], padding: new(1)));

        Assert.Equal(
            "A window of 6×2 does not fit into an input of 3×3 with padding 1×1, which is 5×5 in all: take a smaller window or more padding.",
            error.Message);
    }

    [Fact]
    public void Apply_ChannelCountsDisagree_SaysWhatCameAndWhatWasNeeded()
    {
        var error = Assert.Throws<ArgumentException>(() => CrossCorrelation.Apply(TwoChannels, new float[3, 2, 2]));

        Assert.Equal(
            "The input has 2 channels (2×3×3), but the kernel is for 3 (3×2×2): give the kernel one slice for each input channel.", error.Message);
    }

    [Fact]
    public void Apply_EmptyArrays_AreRefusedByName()
    {
        Assert.StartsWith("The input is 0×3 ", Assert.Throws<ArgumentException>(() => CrossCorrelation.Apply(new float[0, 3], K)).Message);
        Assert.StartsWith("The kernel is 2×0 ", Assert.Throws<ArgumentException>(() => CrossCorrelation.Apply(X, new float[2, 0])).Message);
        Assert.StartsWith("The kernel is 0×2×2×2 ",
            Assert.Throws<ArgumentException>(() => CrossCorrelation.Apply(TwoChannels, new float[0, 2, 2, 2])).Message);
        Assert.StartsWith("The input is 0×2×3×3 ",
            Assert.Throws<ArgumentException>(() => CrossCorrelation.Apply(new float[0, 2, 3, 3], new float[1, 2, 2, 2])).Message);
    }

    [Fact]
    public void Apply_CombinationOfInputs_IsCombinationOfOutputs() =>
        Gen.Select(Gen.Int[3, 7], Gen.Int[3, 7], Cells.Whole, Cells.Matrix(Gen.Int[1, 3], Gen.Int[1, 3]))
            .SelectMany((h, w, a, k) => Gen.Select(
                Cells.Matrix(Gen.Const(h), Gen.Const(w)), Cells.Matrix(Gen.Const(h), Gen.Const(w)), (x1, x2) => (x1, x2, a, k)))
            .Sample(t => Assert.Equal(
                Combine(t.a, CrossCorrelation.Apply(t.x1, t.k), CrossCorrelation.Apply(t.x2, t.k)),
                CrossCorrelation.Apply(Combine(t.a, t.x1, t.x2), t.k)), iter: 200);

    [Fact]
    public void Apply_CombinationOfKernels_IsCombinationOfOutputs() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Cells.Whole, Cells.Matrix(Gen.Int[3, 7], Gen.Int[3, 7]))
            .SelectMany((h, w, a, x) => Gen.Select(
                Cells.Matrix(Gen.Const(h), Gen.Const(w)), Cells.Matrix(Gen.Const(h), Gen.Const(w)), (k1, k2) => (k1, k2, a, x)))
            .Sample(t => Assert.Equal(
                Combine(t.a, CrossCorrelation.Apply(t.x, t.k1), CrossCorrelation.Apply(t.x, t.k2)),
                CrossCorrelation.Apply(t.x, Combine(t.a, t.k1, t.k2))), iter: 200);

    [Fact]
    public void Apply_IdentityKernel_GivesTheInput() =>
        Cells.Matrix(Gen.Int[1, 8], Gen.Int[1, 8]).Sample(x =>
        {
            Assert.Equal(x, CrossCorrelation.Apply(x, new float[,] { { 1 } }));
            Assert.Equal(x, CrossCorrelation.Apply(x, new float[,] { { 0, 0, 0 }, { 0, 1, 0 }, { 0, 0, 0 } }, padding: new(1)));
        }, iter: 200);

    private static float[,] Combine(float a, float[,] left, float[,] right)
    {
        var result = new float[left.GetLength(0), left.GetLength(1)];
        for (var i = 0; i < result.GetLength(0); i++)
        {
            for (var j = 0; j < result.GetLength(1); j++)
                result[i, j] = (a * left[i, j]) + right[i, j];
        }
        return result;
    }
}
