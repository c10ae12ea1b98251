using CsCheck;

namespace MlNetCnn.Textbook.Tests;

public class OutputSizeTests
{
    [Theory]
    [InlineData(8, 3, 1, 1, 8)]
    [InlineData(8, 5, 2, 1, 8)]
    [InlineData(8, 3, 1, 2, 4)]
    [InlineData(8, 3, 0, 3, 2)]
    [InlineData(8, 5, 1, 4, 2)]
    public void Along_BooksExamples_GivesBooksSize(int n, int k, int p, int s, int size) => Assert.Equal(size, OutputSize.Along(n, k, p, s));

    [Fact]
    public void Along_AnySizes_CountsThePlacesOfTheWindow() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30], Gen.Int[0, 5], Gen.Int[1, 6])
            .Where((n, k, p, _) => k <= n + (2 * p))
            .Sample((n, k, p, s) =>
            {
                var places = 0;
                for (var start = -p; start + k <= n + p; start += s)
                    places++;
                Assert.Equal(places, OutputSize.Along(n, k, p, s));
            });

    [Fact]
    public void Of_AnySizes_IsTheShapeOfTheOutput() =>
        Gen.Select(Cells.Matrix(Gen.Int[3, 8], Gen.Int[3, 8]), Cells.Matrix(Gen.Int[1, 3], Gen.Int[1, 3]), Gen.Int[0, 2], Gen.Int[1, 3])
            .Sample((x, k, p, s) =>
            {
                var y = CrossCorrelation.Apply(x, k, new(p, 1), new(1, s));
                var expected = OutputSize.Of(new(x.GetLength(0), x.GetLength(1)), new(k.GetLength(0), k.GetLength(1)), new(p, 1), new(1, s));
                Assert.Equal(expected, new Size2d(y.GetLength(0), y.GetLength(1)));
            }, iter: 200);

    [Fact]
    public void Along_WindowDoesNotFit_SaysWhatItNeeds()
    {
        var error = Assert.Throws<ArgumentException>(() => OutputSize.Along(3, 6, 1));

        Assert.Equal(
            "A window of 6 does not fit into an input of 3 with padding 1, which is 5 in all: take a smaller window or more padding.", error.Message);
    }

    [Theory]
    [InlineData(0, 1, 0, 1, "The input's size is 0")]
    [InlineData(1, 0, 0, 1, "The window's size is 0")]
    [InlineData(1, 1, -1, 1, "The padding is -1")]
    [InlineData(1, 1, 0, 0, "The stride is 0")]
    [InlineData(2, 1, int.MaxValue, 1, "An input of 2 with padding 2147483647")]
    public void Along_SizeOutOfRange_IsNamed(int n, int k, int p, int s, string start) =>
        Assert.StartsWith(start, Assert.Throws<ArgumentException>(() => OutputSize.Along(n, k, p, s)).Message);

    [Theory]
    [InlineData(0, 3, 1, 1, 0, 1, "The input is 0×3")]
    [InlineData(3, 3, 0, 1, 0, 1, "The window is 0×1")]
    [InlineData(3, 3, 1, 1, -1, 1, "The padding is -1×-1")]
    [InlineData(3, 3, 1, 1, 0, 0, "The stride is 0×0")]
    [InlineData(9, 9, 1, 1, 100_000, 1, "The output would be 200009×200009")]
    public void Of_SizeOutOfRange_IsNamed(int h, int w, int kh, int kw, int p, int s, string start) =>
        Assert.StartsWith(start, Assert.Throws<ArgumentException>(() => OutputSize.Of(new(h, w), new(kh, kw), new(p), new(s))).Message);
}
