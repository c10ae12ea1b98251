using Microsoft.ML;

namespace MlNetCnn;

/// <summary>Values of a scalar column: numbers, texts, keys, images.</summary>
internal sealed class ScalarBuffer<T>(DataViewRow source, DataViewSchema.Column column, int rows) : ColumnBuffer
{
    private readonly ValueGetter<T> _getter = source.GetGetter<T>(column);
    private readonly T[] _values = new T[rows];

    public override void Read(int row)
    {
        // A source may dispose of the image it finds here, but whoever got it from the block before may still use it.
        _values[row] = default!;
        _getter(ref _values[row]);
    }

    public override Delegate CreateGetter(Func<int> row) => (ValueGetter<T>)((ref T value) => value = _values[row()]);
}
