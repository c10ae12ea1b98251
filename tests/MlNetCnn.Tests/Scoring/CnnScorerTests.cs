using Microsoft.ML;

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

        scorer.Score(Array.Empty<float>(), []);

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

    [Fact]
    public async Task ScoreAsync_OfBytesOrFloats_IsTheScore()
    {
        using var scorer = new CnnScorer(Pictures.Model, new() { Threads = 1 });
        var row = Pictures.Rows(1)[0];
        var bytes = new float[3];

        scorer.Score(row.Bytes, bytes);

        float[][] expected = [.. Enumerable.Repeat(Pictures.Expected(1)[0], 3)];
        Pictures.AssertClose(expected, [bytes, await scorer.ScoreAsync(row.Features), await scorer.ScoreAsync(row.Bytes)]);
        Assert.Contains("An image of 2×4×3 has 24 pixels, but got 48",
            (await Assert.ThrowsAsync<ArgumentException>(() => scorer.ScoreAsync(new byte[48]))).Message);
    }

    [Fact]
    public async Task MicroBatching_OfConcurrentCallers_GivesTheBatchsScoresToTheBit()
    {
        var time = new ManualTime();
        using var scorer = Gathering(new() { MaxBatch = 8, Time = time });
        var rows = Pictures.Rows(8);
        var batch = new float[24];
        scorer.Score(rows.SelectMany(r => r.Features).ToArray(), batch);

        var scores = await Task.WhenAll(rows.Select(r => scorer.ScoreAsync(r.Bytes)));

        Assert.Equal(batch, scores.SelectMany(s => s));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void MicroBatching_OfManyThreads_GivesEachItsOwn(int milliseconds)
    {
        using var scorer = Gathering(new() { MaxBatch = 4, MaxWait = TimeSpan.FromMilliseconds(milliseconds) });
        var (rows, actual) = (Pictures.Rows(200), new float[200][]);

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            if (i % 2 == 0)
                scorer.Score(rows[i].Features, actual[i] = new float[3]);
            else
                actual[i] = scorer.ScoreAsync(rows[i].Features).GetAwaiter().GetResult();
        });

        Pictures.AssertClose(Pictures.Expected(200), actual);
    }

    [Fact]
    public async Task MicroBatching_DisposedWhileImagesWait_ScoresThemAndRefusesOthers()
    {
        var scorer = Gathering(new() { Time = new ManualTime() });
        var waiting = scorer.ScoreAsync(Pictures.Rows(1)[0].Features);

        scorer.Dispose();

        Pictures.AssertClose(Pictures.Expected(1), [await waiting]);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => scorer.ScoreAsync(new float[24]));
        Assert.Throws<ObjectDisposedException>(() => scorer.Score(new float[24], new float[3]));
    }

    [Fact]
    public async Task MicroBatching_DisposedUnderLoad_ScoresOrRefusesEach()
    {
        var (rows, expected) = (Pictures.Rows(8), Pictures.Expected(8));
        for (var round = 0; round < 10; round++)
        {
            var scorer = Gathering(new() { MaxBatch = 4, MaxWait = TimeSpan.FromMilliseconds(1) });
            using var started = new CountdownEvent(8);
            var callers = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
            {
                for (var scored = 0; ; scored++)
                {
                    try
                    {
                        Pictures.AssertClose([expected[i]], [await scorer.ScoreAsync(rows[i].Features)]);
                    }
                    catch (ObjectDisposedException)
                    {
                        return scored;
                    }
                    if (scored == 0)
                        started.Signal();
                }
            })).ToArray();

            started.Wait();
            scorer.Dispose();

            Assert.All(await Task.WhenAll(callers), scored => Assert.True(scored > 0));
        }
    }

    [Fact]
    public void MicroBatching_OfATransformersScorer_DoesNotDelayAPredictionEngine()
    {
        var options = new ScoringOptions { Threads = 1, MicroBatching = new() { Time = new ManualTime() } };
        using var transformer = Pictures.ML.Cnn.FromModel(Pictures.Model, options: options);
        using var engine = Pictures.ML.Model.CreatePredictionEngine<Picture, Prediction>(transformer);

        Pictures.AssertClose(Pictures.Expected(1), [engine.Predict(Pictures.Rows(1)[0]).Score]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(65537, 1)]
    [InlineData(16, -1)]
    [InlineData(16, 60_001)]
    public void MicroBatching_OutOfRange_IsRefused(int maxBatch, int milliseconds) => Assert.Throws<ArgumentOutOfRangeException>(
        () => Gathering(new() { MaxBatch = maxBatch, MaxWait = TimeSpan.FromMilliseconds(milliseconds) }));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(64, -1)]
    public void Scorer_WithAnOptionOutOfRange_Refuses(int batchSize, int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CnnScorer(Pictures.Model, new() { BatchSize = batchSize, Threads = threads }));

    private static CnnScorer Gathering(MicroBatching gathering) => new(Pictures.Model, new() { Threads = 1, MicroBatching = gathering });
}
