using MlNetCnn.Textbook;

namespace MlNetCnn.Dashboard.Tests;

public class BenchTests
{
    [Fact]
    public void Explain_FirstCellOfTheBook_IsItsSum() =>
        Assert.Equal("0·0 + 1·1 + 3·2 + 4·3 = 19", Book().Explain(0, 0, 0));

    [Fact]
    public void Explain_NegativeKernel_IsInBrackets() =>
        Assert.Equal("1·1 + 1·(-1) = 0", Bench.Of(NotebookSetup.Correlation(EdgeDetection.Image(), EdgeDetection.Kernel())).Explain(0, 0, 0));

    [Fact]
    public void Explain_Pooling_NamesWhatIsCompared()
    {
        var bench = Bench.Of(NotebookSetup.Pool(NotebookOperation.MaxPooling, NotebookCases.PoolingInput(), new(3), new(1), new(2)));

        Assert.Equal("max(0, 1, 4, 5) = 5", bench.Explain(0, 0, 0));
        bench.Set(bench.Setup with { Operation = NotebookOperation.AveragePooling });
        Assert.Equal("(0 + 0 + 0 + 0 + 0 + 1 + 0 + 4 + 5) / 9 = 1.1111", bench.Explain(0, 0, 0));
    }

    [Fact]
    public void SetInput_Cell_ChangesWhatItTouches()
    {
        var bench = Book();

        bench.SetInput(0, 2, 2, 10);

        Assert.Equal("[[19,25],[37,49]]", NotebookCase.Show(bench.Output!));
        Assert.Equal(8, NotebookCases.Input()[2, 2]);
    }

    [Fact]
    public void SetKernel_Cell_ChangesAll()
    {
        var bench = Book();

        bench.SetKernel(0, 0, 0, 0, 1);

        Assert.Equal("[[19,26],[40,47]]", NotebookCase.Show(bench.Output!));
    }

    [Fact]
    public void Resize_Larger_KeepsWhatWasThere()
    {
        var bench = Book();

        bench.Resize(channels: 2, new(4, 3), outputs: 2, new(2, 3));

        Assert.Equal(8, bench.Setup.Input[0, 2, 2]);
        Assert.Equal((2, 2, 2, 3), (bench.Setup.Kernel.GetLength(0), bench.Setup.Kernel.GetLength(1), bench.Setup.Kernel.GetLength(2), bench.Setup.Kernel.GetLength(3)));
        Assert.Equal(3, bench.Setup.Kernel[0, 0, 1, 1]);
        Assert.Equal((2, 3, 1), (bench.Output!.GetLength(0), bench.Output.GetLength(1), bench.Output.GetLength(2)));
    }

    [Fact]
    public void Resize_WindowThatDoesNotFit_SaysSo()
    {
        var bench = Book();

        bench.Resize(1, new(3, 3), 1, new(5, 5));

        Assert.Null(bench.Output);
        Assert.Contains("does not fit into an input of 3×3", bench.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 3, 1, 2, "⌊(8 − 3 + 2·1 + 2) / 2⌋ = 4")]
    [InlineData(8, 5, 2, 1, "⌊(8 − 5 + 2·2 + 1) / 1⌋ = 8")]
    [InlineData(2, 5, 1, 1, "⌊(2 − 5 + 2·1 + 1) / 1⌋ = 0")]
    public void Formula_Numbers_ArePutIn(int n, int k, int p, int s, string expected) => Assert.Equal(expected, Bench.Formula(n, k, p, s));

    [Fact]
    public void Pages_EveryCaseOfTheNotebook_IsOnOne()
    {
        Assert.All(NotebookCases.All, c => Assert.True(LabPage.Of(c) is not null || c.Title.StartsWith("Convolution2D", StringComparison.Ordinal), c.Title));
        Assert.All(LabPage.All, page => Assert.NotEmpty(page.Cases));
    }

    private static Bench Book() => Bench.Of(NotebookSetup.Correlation(NotebookCases.Input(), NotebookCases.Kernel()));
}
