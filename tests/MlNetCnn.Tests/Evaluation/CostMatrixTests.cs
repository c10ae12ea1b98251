namespace MlNetCnn.Tests;

public sealed class CostMatrixTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // A missed tumor costs ten times what a false alarm does.
    private const string Tumor = "true \\ decided,healthy,tumor\nhealthy,0,1\ntumor,10,0\n";

    [Theory]
    [InlineData(0.95f, 0)] // 0.05 · 10 = 0.5 < 0.95
    [InlineData(0.9f, 1)] // 0.1 · 10 = 1 > 0.9
    [InlineData(0.2f, 1)]
    public void Decide_Probabilities_TakesTheLeastExpectedCost(float healthy, int decision)
    {
        var costs = Load(Tumor);

        Assert.Equal(decision, costs.Decide([healthy, 1 - healthy]));
        Assert.Equal((1 - healthy) * 10, costs.ExpectedCost([healthy, 1 - healthy], 0), 5);
    }

    [Fact]
    public void Load_OtherOrderAndSeparator_ArrangesByName()
    {
        var costs = Load("\uFEFF;tumor;healthy\r\n tumor ;0;10\r\n\r\n\"healthy\";1;0\r\n");

        Assert.Equal([0, 1, 10, 0], new[] { costs[0, 0], costs[0, 1], costs[1, 0], costs[1, 1] });
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(",healthy,tumor\nhealthy,0,1\n", "no line for the class 'tumor'")]
    [InlineData(",healthy\nhealthy,0\ntumor,1\n", "no column for the class 'tumor'")]
    [InlineData(",healthy,tumour\nhealthy,0,1\ntumor,1,0\n", "has a column for 'tumour', which is no class of the model: did you mean 'tumor'?")]
    [InlineData(",healthy,tumor\nhealthy,0,1\ntumor,1,0\ntumor,1,0\n", "has 2 lines for the class 'tumor'")]
    [InlineData(",healthy,tumor\nhealthy,0,1\ntumor,ten,0\n", "'ten' as the cost of deciding for 'healthy' where the class is 'tumor', but it must be a number")]
    [InlineData(",healthy,tumor\nhealthy,0\ntumor,1,0\n", "'' as the cost of deciding for 'tumor' where the class is 'healthy'")]
    [InlineData(",healthy,tumor\nhealthy,0,NaN\ntumor,1,0\n", "'NaN' as the cost")]
    [InlineData(",healthy,tumor\nhealthy,0,1\ntu\"mor,1,0\n", "Line 3 of")]
    public void Load_Broken_NamesClassAndCell(string csv, string message)
    {
        var e = Assert.Throws<InvalidDataException>(() => Load(csv));

        Assert.Contains(message, e.Message);
        Assert.Contains("costs.csv'", e.Message);
    }

    [Fact]
    public void Load_NoFile_NamesIt() => Assert.Contains("'gone.csv'", Assert.Throws<FileNotFoundException>(() => CostMatrix.Load("gone.csv", ["a", "b"])).Message);

    [Fact]
    public void Costs_OfMetrics_CountDecisionsAgainstTheMostLikelyClass()
    {
        var metrics = ClassificationMetrics.Of(["healthy", "tumor"], new[] { 0, 0, 1, 1 }, new[] { 0.99f, 0.01f, 0.8f, 0.2f, 0.6f, 0.4f, 0.97f, 0.03f });

        var costs = metrics.Costs(Load(Tumor));

        // Most likely: both tumors are missed. Least expected cost: one false alarm and one missed tumor.
        Assert.Equal((11 / 4.0, 20 / 4.0), (costs.MeanCost, costs.MostLikelyMeanCost));
        Assert.Equal([[1, 1], [1, 1]], costs.Decisions.Select(row => row.ToArray()));
    }

    public void Dispose() => _folder.Dispose();

    private CostMatrix Load(string csv)
    {
        var path = Path.Combine(_folder.Path, "costs.csv");
        File.WriteAllText(path, csv);
        return CostMatrix.Load(path, ["healthy", "tumor"]);
    }
}
