namespace MlNetCnn.Tests;

public class CnnScorerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Score_OfABatch_IsTheGraphsScore(int rows)
    {
        using var scorer = new CnnScorer(Pictures.Model);
        var pixels = RandomModels.Images(Pictures.Shape, rows);
        var probabilities = new float[rows * 3];

        scorer.Score(pixels, probabilities);

        var graph = OnnxGraphRun.Run(Pictures.Model.ToOnnx(), Pictures.Shape, pixels)["Score"].Values;
        Pictures.AssertClose([graph], [probabilities]);
        Assert.True(probabilities.Distinct().Count() > rows);
    }

    [Fact]
    public void Score_OfNothing_RunsNothing()
    {
        using var scorer = new CnnScorer(Pictures.Model);

        scorer.Score([], []);

        Assert.Contains("multiple", Assert.Throws<ArgumentException>(() => scorer.Score(new float[23], new float[3])).Message);
        Assert.Contains("6 probabilities", Assert.Throws<ArgumentException>(() => scorer.Score(new float[48], new float[3])).Message);
    }

    [Fact]
    public void Score_FromManyThreads_GivesEachItsOwn()
    {
        using var scorer = new CnnScorer(Pictures.Model, new() { Threads = 1 });
        var expected = Pictures.Expected(200);
        var actual = new float[200][];
        var rows = Pictures.Rows(200);

        var four = new ParallelOptions { MaxDegreeOfParallelism = 4 };
        Parallel.For(0, 200, four, i => scorer.Score(rows[i].Features, actual[i] = new float[3]));

        Pictures.AssertClose(expected, actual);
    }

    [Fact]
    public void Scorer_AfterDispose_Refuses()
    {
        var scorer = new CnnScorer(Pictures.Model);
        scorer.Dispose();
        scorer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => scorer.Score(new float[24], new float[3]));
    }

    [Fact]
    public async Task Scorer_DisposedDuringRuns_FinishesThemFirst()
    {
        var rows = RandomModels.Images(Pictures.Shape, 500);
        var expected = new float[1500];
        using (var scorer = new CnnScorer(Pictures.Model, new() { Threads = 1 }))
            scorer.Score(rows, expected);

        for (var i = 0; i < 20; i++)
        {
            var scorer = new CnnScorer(Pictures.Model, new() { Threads = 1 });
            using var started = new ManualResetEventSlim();
            var run = Task.Run(() =>
            {
                var probabilities = new float[1500];
                try
                {
                    while (true)
                    {
                        scorer.Score(rows, probabilities);
                        started.Set();
                        Assert.Equal(expected, probabilities);
                    }
                }
                catch (ObjectDisposedException)
                {
                    return true;
                }
            });
            started.Wait();
            scorer.Dispose();

            Assert.True(await run);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(64, -1)]
    public void Scorer_WithAnOptionOutOfRange_Refuses(int batchSize, int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CnnScorer(Pictures.Model, new() { BatchSize = batchSize, Threads = threads }));
}
