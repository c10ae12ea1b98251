using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

public class ImageSetTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void ToDataView_Schema_HasShapeAndClassNames()
    {
        var schema = Some(3).ToDataView(_ml).Schema;

        var features = Assert.IsType<VectorDataViewType>(schema["Features"].Type);
        Assert.Equal([2, 3, 4], features.Dimensions.AsEnumerable());
        Assert.Equal(NumberDataViewType.Byte, features.ItemType);
        Assert.Equal(3UL, Assert.IsType<KeyDataViewType>(schema["Label"].Type).Count);
        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Label"].GetKeyValues(ref names);
        Assert.Equal(["a", "b", "c"], names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void ToDataView_CursorsAtOnceAndAgain_ReadEveryRow()
    {
        var set = Some(200);
        var view = set.ToDataView(_ml);

        Parallel.For(0, 8, _ =>
        {
            for (var again = 0; again < 2; again++)
                Assert.Equal(Enumerable.Range(0, 200), ReadRows(view, set, view.GetRowCursor(view.Schema)));
        });
    }

    [Fact]
    public void ToDataView_InterleavedCursors_KeepTheirOwnRow()
    {
        var view = Some(5).ToDataView(_ml);
        using var first = view.GetRowCursor(view.Schema);
        using var second = view.GetRowCursor(view.Schema);
        first.MoveNext();
        second.MoveNext();
        second.MoveNext();

        Assert.Equal((0, 1), (first.Position, second.Position));
        uint label = 0;
        first.GetGetter<uint>(view.Schema["Label"])(ref label);
        Assert.Equal(1U, label);
        second.GetGetter<uint>(view.Schema["Label"])(ref label);
        Assert.Equal(2U, label);
    }

    [Fact]
    public void ToDataView_SixtyThousandRows_ReadIntoOneBuffer()
    {
        var shape = new TensorShape(1, 28, 28);
        var set = new ImageSet(shape, new byte[60_000 * 784], [.. Enumerable.Range(0, 60_000).Select(i => i % 10)], Names(10));
        var view = set.ToDataView(_ml);
        using var cursor = view.GetRowCursor(view.Schema);
        var getter = cursor.GetGetter<VBuffer<byte>>(view.Schema["Features"]);
        VBuffer<byte> row = default;
        var (rows, before) = (0, GC.GetAllocatedBytesForCurrentThread());
        while (cursor.MoveNext())
        {
            getter(ref row);
            rows++;
        }

        Assert.Equal(60_000, rows);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void ToDataView_Shuffled_ReadsEveryRowOnceInTheSeedsOrder()
    {
        var set = Some(200);
        var view = set.ToDataView(_ml);

        var rows = ReadRows(view, set, view.GetRowCursor(view.Schema, new Random(5)));

        Assert.NotEqual(Enumerable.Range(0, 200), rows);
        Assert.Equal(Enumerable.Range(0, 200), rows.Order());
        Assert.Equal(rows, ReadRows(view, set, view.GetRowCursor(view.Schema, new Random(5))));
    }

    [Fact]
    public void ToDataView_CursorOffItsRows_Complains()
    {
        var view = Some(1).ToDataView(_ml);
        using var cursor = view.GetRowCursor([view.Schema["Label"]]);
        var getter = cursor.GetGetter<uint>(view.Schema["Label"]);
        uint label = 0;

        Assert.Throws<InvalidOperationException>(() => getter(ref label));
        Assert.True(cursor.MoveNext());
        Assert.False(cursor.MoveNext());
        Assert.False(cursor.MoveNext());
        Assert.Throws<InvalidOperationException>(() => getter(ref label));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<VBuffer<byte>>(view.Schema["Features"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<int>(view.Schema["Label"]));
    }

    [Fact]
    public void ToDataView_InAPipeline_TrainsSplitsAndNamesItsPredictions()
    {
        var view = Separable(60).ToDataView(_ml);
        var split = _ml.Data.TrainTestSplit(view, 0.3);
        var model = _ml.Transforms.Conversion.ConvertType("Features", outputKind: DataKind.Single)
            .Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(split.TrainSet);

        var scored = model.Transform(split.TestSet);

        var names = scored.GetColumn<string>("PredictedLabel").ToArray();
        Assert.NotEmpty(names);
        Assert.Equal(scored.GetColumn<uint>("Label").Select(key => "abc"[(int)key - 1].ToString()), names);
    }

    [Fact]
    public void ImageSet_WrongArguments_AreRefused()
    {
        var shape = new TensorShape(1, 2, 2);

        Assert.Contains("C×H×W", Refused(new TensorShape(4), new byte[4], [0], ["a"]));
        Assert.Contains("at least one image", Refused(shape, [], [], ["a"]));
        Assert.Contains("2 images of 1×2×2 take 8 bytes, but got 7", Refused(shape, new byte[7], [0, 0], ["a"]));
        Assert.Contains("Label 1 is 2, but 2 classes allow 0 to 1", Refused(shape, new byte[8], [0, 2], ["a", "b"]));
        Assert.Contains("Label 0 is -1", Refused(shape, new byte[4], [-1], ["a"]));
        Assert.Contains("there are none", Refused(shape, new byte[4], [0], []));
        Assert.Contains("name 2, 'a', is that of class 1 already", Refused(shape, new byte[4], [0], ["a", "a"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Some(2).Image(2).Length);
    }

    private static string Refused(TensorShape shape, byte[] pixels, int[] labels, string[] names) =>
        Assert.Throws<ArgumentException>(() => new ImageSet(shape, pixels, [.. labels], [.. names])).Message;

    private static ImageSet Some(int count)
    {
        var shape = new TensorShape(2, 3, 4);
        // The first byte of an image is its number, so a row can be told from its pixels.
        var pixels = Enumerable.Range(0, count * shape.Elements).Select(i => (byte)(i / shape.Elements + i % shape.Elements)).ToArray();
        return new ImageSet(shape, pixels, [.. Enumerable.Range(0, count).Select(i => i % 3)], Names(3));
    }

    private static ImageSet Separable(int count) => new(
        new TensorShape(1, 1, 3),
        Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(0, 3).Select(p => (byte)(p == i % 3 ? 200 + i % 50 : i % 20))).ToArray(),
        [.. Enumerable.Range(0, count).Select(i => i % 3)], Names(3));

    private static System.Collections.Immutable.ImmutableArray<string> Names(int count) =>
        [.. Enumerable.Range(0, count).Select(i => ((char)('a' + i)).ToString())];

    private static List<int> ReadRows(IDataView view, ImageSet set, DataViewRowCursor cursor)
    {
        using (cursor)
        {
            var features = cursor.GetGetter<VBuffer<byte>>(view.Schema["Features"]);
            var label = cursor.GetGetter<uint>(view.Schema["Label"]);
            var id = cursor.GetIdGetter();
            var rows = new List<int>();
            VBuffer<byte> pixels = default;
            uint key = 0;
            DataViewRowId rowId = default;
            while (cursor.MoveNext())
            {
                features(ref pixels);
                label(ref key);
                id(ref rowId);
                var row = pixels.GetValues()[0];
                Assert.True(pixels.GetValues().SequenceEqual(set.Image(row)));
                Assert.Equal((uint)set.Labels[row] + 1, key);
                Assert.Equal(new DataViewRowId(row, 0), rowId);
                rows.Add(row);
            }
            return rows;
        }
    }
}
