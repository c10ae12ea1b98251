using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>Keeps the values of one column for a block of rows.</summary>
internal abstract class ColumnBuffer
{
    public static ColumnBuffer Create(DataViewRow source, DataViewSchema.Column column, int rows)
    {
        var type = column.Type is VectorDataViewType vector
            ? typeof(VectorBuffer<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(ScalarBuffer<>).MakeGenericType(column.Type.RawType);
        return (ColumnBuffer)Activator.CreateInstance(type, source, column, rows)!;
    }

    /// <summary>Takes the source's current value into this row of the block.</summary>
    public abstract void Read(int row);

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the block's row that <paramref name="row"/> names at each call.</summary>
    public abstract Delegate CreateGetter(Func<int> row);
}
