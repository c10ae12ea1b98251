using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

/// <summary>What scoring allocates once it is under way: the collector's pauses are the long latencies of a server.</summary>
public class AllocationTests
{
    private const int Calls = 200;

    [Fact]
    public void Score_OfAnImage_AllocatesNothing()
    {
        using var scorer = new CnnScorer(Pictures.Model, new() { Threads = 1 });
        var (row, probabilities) = (Pictures.Rows(1)[0], new float[3]);

        Assert.Equal(0, BytesOf(() => scorer.Score(row.Features, probabilities)));
        Assert.Equal(0, BytesOf(() => scorer.Score(row.Bytes, probabilities)));
    }

    [Fact]
    public void Predict_IntoTheSameResult_AllocatesNothing()
    {
        using var engine = Pictures.ML.Model.CreatePredictionEngine<Picture, Prediction>(Pictures.Transformer());
        var (row, prediction) = (Pictures.Rows(1)[0], new Prediction());

        Assert.Equal(0, BytesOf(() => engine.Predict(row, ref prediction)));
    }

    /// <summary>A block costs a few objects, whatever its rows.</summary>
    [Fact]
    public void Transform_OfManyRows_AllocatesNothingForARow()
    {
        const int block = 500;
        var pixels = Pictures.View(4 * block);
        var scored = Pictures.Transformer(batchSize: block).Transform(pixels);
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        using var source = pixels.GetRowCursor([pixels.Schema["Features"]]);
        var (scores, features) = (cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]), source.GetGetter<VBuffer<float>>(pixels.Schema["Features"]));
        VBuffer<float> score = default, feature = default;

        var before = BytesOf(() => Read(source, () => features(ref feature)), calls: block);
        var after = BytesOf(() => Read(cursor, () => scores(ref score)), calls: block);

        Assert.InRange(after - before, 0, 10 * block);
    }

    private static void Read(DataViewRowCursor cursor, Action get)
    {
        Assert.True(cursor.MoveNext());
        get();
    }

    private static long BytesOf(Action call, int calls = Calls)
    {
        for (var i = 0; i < calls; i++)
            call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < calls; i++)
            call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
