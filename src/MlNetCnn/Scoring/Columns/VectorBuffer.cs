using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>Values of a vector column. Each row keeps a buffer of its own, which the source refills, and copies it out.</summary>
internal sealed class VectorBuffer<T>(DataViewRow source, DataViewSchema.Column column, int rows) : ColumnBuffer
{
    private readonly ValueGetter<VBuffer<T>> _getter = source.GetGetter<VBuffer<T>>(column);
    private readonly VBuffer<T>[] _values = new VBuffer<T>[rows];

    public override void Read(int row) => _getter(ref _values[row]);

    public override Delegate CreateGetter(Func<int> row) =>
        (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[row()].CopyTo(ref value));
}
