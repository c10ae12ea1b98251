using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>Splits any data view by its label column.</summary>
internal static class StratifiedView
{
    public static (IDataView Train, IDataView Test) Split(IDataView data, double fraction, int seed, string labelColumn)
    {
        var column = data.Schema.GetColumnOrNull(labelColumn) ?? throw new ArgumentException(
            $"There is no label column '{labelColumn}': the data has {string.Join(", ", data.Schema.Where(c => !c.IsHidden).Select(c => c.Name))}.",
            nameof(labelColumn));
        var labels = Labels(data, column);
        var (staying, kept) = StratifiedPositions.Split(labels, fraction, seed);
        return kept.Length > 0
            ? (new RowsAtView(data, staying), new RowsAtView(data, kept))
            : throw new InvalidOperationException(StratifiedPositions.NothingKept(labels, fraction));
    }

    private static int[] Labels(IDataView data, DataViewSchema.Column column) => column.Type switch
    {
        KeyDataViewType key when key.RawType == typeof(uint) => Read<uint>(data, column),
        KeyDataViewType key when key.RawType == typeof(byte) => Read<byte>(data, column),
        KeyDataViewType key when key.RawType == typeof(ushort) => Read<ushort>(data, column),
        KeyDataViewType => Read<ulong>(data, column),
        TextDataViewType => Numbered(data, column, (ReadOnlyMemory<char> text) => text.ToString()),
        BooleanDataViewType => Read<bool>(data, column),
        NumberDataViewType number when number.RawType == typeof(float) => Read<float>(data, column),
        NumberDataViewType number when number.RawType == typeof(double) => Read<double>(data, column),
        NumberDataViewType number when number.RawType == typeof(int) => Read<int>(data, column),
        NumberDataViewType number when number.RawType == typeof(uint) => Read<uint>(data, column),
        NumberDataViewType number when number.RawType == typeof(long) => Read<long>(data, column),
        NumberDataViewType number when number.RawType == typeof(ulong) => Read<ulong>(data, column),
        NumberDataViewType number when number.RawType == typeof(short) => Read<short>(data, column),
        NumberDataViewType number when number.RawType == typeof(ushort) => Read<ushort>(data, column),
        NumberDataViewType number when number.RawType == typeof(byte) => Read<byte>(data, column),
        NumberDataViewType number when number.RawType == typeof(sbyte) => Read<sbyte>(data, column),
        _ => throw new ArgumentException($"The label column '{column.Name}' is {column.Type}, but must be a key, a text, a number or a yes or no."),
    };

    private static int[] Read<T>(IDataView data, DataViewSchema.Column column)
        where T : notnull => Numbered(data, column, (T value) => value);

    // Classes are numbered as they come: the order does not matter, only that it is always the same.
    private static int[] Numbered<T, TKey>(IDataView data, DataViewSchema.Column column, Func<T, TKey> key)
        where TKey : notnull
    {
        var numbers = new Dictionary<TKey, int>();
        var labels = new List<int>();
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<T>(column);
        T value = default!;
        while (cursor.MoveNext())
        {
            getter(ref value);
            var name = key(value);
            if (!numbers.TryGetValue(name, out var number))
                numbers.Add(name, number = numbers.Count);
            labels.Add(number);
        }
        return [.. labels];
    }
}
