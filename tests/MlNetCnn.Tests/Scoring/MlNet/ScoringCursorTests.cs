using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

public class ScoringCursorTests
{
    [Theory]
    [InlineData("Features", 0)]
    [InlineData("Features", 1)]
    [InlineData("Features", 63)]
    [InlineData("Features", 64)]
    [InlineData("Features", 65)]
    [InlineData("Features", 130)]
    [InlineData("Bytes", 0)]
    [InlineData("Bytes", 65)]
    public void Scores_InBlocks_AreThoseOneByOne(string feature, int rows)
    {
        using var transformer = Pictures.Transformer(feature);
        var expected = Pictures.Expected(rows);

        var scored = transformer.Transform(Pictures.View(rows));

        Pictures.AssertClose(expected, scored.Scores());
        Assert.Equal(expected.Select(p => (uint)Array.IndexOf(p, p.Max()) + 1), scored.Labels());
        Assert.Equal(rows, scored.GetRowCount());
    }

    [Theory]
    [InlineData("Features")]
    [InlineData("Bytes")]
    public void Scores_OfSparseVectors_AreThoseOfDenseOnes(string feature)
    {
        using var transformer = Pictures.Transformer(feature);
        var definition = SchemaDefinition.Create(typeof(Sparse));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 24);
        definition["Bytes"].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, 24);
        var sparse = Pictures.ML.Data.LoadFromEnumerable(
            new[] { new Sparse { Features = new(24, 2, [200f, 100f], [3, 17]), Bytes = new(24, 2, [200, 100], [3, 17]) } }, definition);
        var dense = new float[24];
        (dense[3], dense[17]) = (200, 100);
        var expected = new float[3];
        using var scorer = new CnnScorer(Pictures.Model);
        scorer.Score(dense, expected);

        Pictures.AssertClose([expected], transformer.Transform(sparse).Scores());
    }

    [Fact]
    public void Columns_OfEveryKind_KeepTheirValuesAndOrder()
    {
        using var transformer = Pictures.Transformer(batchSize: 7);
        var rows = Pictures.Rows(40);

        var read = Pictures.ML.Data.CreateEnumerable<Picture>(transformer.Transform(Pictures.View(40)), reuseRowObject: false).ToArray();

        foreach (var row in rows)
            row.Label++;
        Assert.Equal(40, read.Length);
        foreach (var (expected, actual) in rows.Zip(read))
            Assert.Equivalent(expected, actual, strict: true);
    }

    [Fact]
    public void Ids_OfRowsFromAnInnerPart_StayThoseOfTheSource()
    {
        using var transformer = Pictures.Transformer(batchSize: 7);
        var part = Pictures.ML.Data.SkipRows(Pictures.View(40), 5);

        Assert.Equal(Ids(part, part.Schema["Name"]), Ids(transformer.Transform(part), transformer.Transform(part).Schema["Score"]));
    }

    [Fact]
    public void Source_ByActiveColumns_IsReadOnlyWhereNeeded()
    {
        using var transformer = Pictures.Transformer();
        var source = new CountingView(Pictures.View(200));
        var scored = transformer.Transform(source);

        Assert.Equal(200, scored.GetColumn<string>("Name").Count());
        Assert.Equal(["Name"], source.Columns);

        Assert.Equal(200, scored.GetColumn<uint>("PredictedLabel").Count());
        Assert.Equal(["Features"], source.Columns);
        Assert.Equal(200, source.Rows);

        Assert.Single(scored.GetColumn<float[]>("Score").Take(1));
        Assert.Equal(["Features"], source.Columns);
        Assert.Equal(64, source.Rows);
    }

    [Fact]
    public void Pixels_HandedOnAndScored_AreReadOnce()
    {
        using var transformer = Pictures.Transformer();
        var source = new CountingView(Pictures.View(100));
        var scored = transformer.Transform(source);
        using var cursor = scored.GetRowCursor([scored.Schema["Features"], scored.Schema["Score"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Features"]);
        VBuffer<float> pixels = default;

        foreach (var row in Pictures.Rows(100))
        {
            Assert.True(cursor.MoveNext());
            getter(ref pixels);
            Assert.Equal(row.Features, pixels.DenseValues());
        }

        Assert.Equal(1, source.Getters);
    }

    [Fact]
    public void Cursor_ForOtherColumnsOnly_NeedsNoSession()
    {
        var transformer = Pictures.Transformer();
        var scored = transformer.Transform(Pictures.View(3));
        transformer.Dispose(); // with the session gone, only what needs no run still works

        Assert.Equal(["picture 0", "picture 1", "picture 2"], scored.GetColumn<string>("Name"));
        Assert.Equal([0, 1, 2], scored.GetColumn<double>("Number"));
    }

    [Fact]
    public void Cursors_SeveralAtOnce_DoNotMix()
    {
        using var transformer = Pictures.Transformer(batchSize: 8);
        var scored = transformer.Transform(Pictures.View(100));
        var expected = Pictures.Expected(100);

        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => Pictures.AssertClose(expected, scored.Scores()));
    }

    [Fact]
    public void CursorSet_OfAnySize_HoldsAllRowsOnce()
    {
        using var transformer = Pictures.Transformer();
        var scored = transformer.Transform(Pictures.View(100));
        var names = new List<string>();

        foreach (var cursor in scored.GetRowCursorSet(scored.Schema, 4))
        {
            using (cursor)
            {
                var getter = cursor.GetGetter<ReadOnlyMemory<char>>(scored.Schema["Name"]);
                ReadOnlyMemory<char> name = default;
                while (cursor.MoveNext())
                {
                    getter(ref name);
                    names.Add(name.ToString());
                }
            }
        }

        Assert.Equal(Pictures.Rows(100).Select(r => r.Name), names);
    }

    [Fact]
    public void Shuffling_OfScoredRows_KeepsThemWhole()
    {
        using var transformer = Pictures.Transformer(batchSize: 8);
        var scored = transformer.Transform(Pictures.View(50));
        var expected = scored.GetColumn<string>("Name").Zip(scored.Labels()).Order().ToArray();

        var shuffled = Pictures.ML.Data.ShuffleRows(scored, seed: 3);
        var actual = shuffled.GetColumn<string>("Name").Zip(shuffled.Labels()).ToArray();

        Assert.False(scored.CanShuffle);
        Assert.Equal(expected, actual.Order());
    }

    [Fact]
    public void Cursor_MisUsed_SaysHow()
    {
        using var transformer = Pictures.Transformer();
        var scored = transformer.Transform(Pictures.View(2));
        var (score, name) = (scored.Schema["Score"], scored.Schema["Name"]);
        using var cursor = scored.GetRowCursor([score]);
        VBuffer<float> value = default;
        var getter = cursor.GetGetter<VBuffer<float>>(score);

        Assert.Equal(-1, cursor.Position);
        Assert.Contains("MoveNext", Assert.Throws<InvalidOperationException>(() => getter(ref value)).Message);
        Assert.Contains(
            "'Name' is not active", Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(name)).Message);
        Assert.Contains("not as System.Double", Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(score)).Message);
        Assert.True(cursor.MoveNext() && cursor.MoveNext());
        Assert.Equal(1, cursor.Position);
        Assert.False(cursor.MoveNext() || cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
        Assert.Throws<InvalidOperationException>(() => getter(ref value));
    }

    private static List<DataViewRowId> Ids(IDataView view, DataViewSchema.Column column)
    {
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetIdGetter();
        var ids = new List<DataViewRowId>();
        while (cursor.MoveNext())
        {
            DataViewRowId id = default;
            getter(ref id);
            ids.Add(id);
        }
        return ids;
    }

    private sealed class Sparse
    {
        public VBuffer<float> Features { get; set; }

        public VBuffer<byte> Bytes { get; set; }
    }
}
