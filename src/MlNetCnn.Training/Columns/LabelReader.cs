using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Training;

/// <summary>Turns the label column's values into class numbers from 0, row by row.</summary>
internal abstract class LabelReader
{
    /// <summary>The class number of the current row. Numbers are provisional until <see cref="Finish"/>.</summary>
    /// <exception cref="UnreadableRowException">The label is missing or is none of the known classes.</exception>
    public abstract int Read();

    /// <summary>A reader for another cursor on the same data that numbers classes together with this one; each may have a thread of its own.</summary>
    public abstract LabelReader For(DataViewRowCursor cursor);

    /// <summary>The class names in their final order, and the final number of each provisional one.</summary>
    public abstract (ImmutableArray<string> ClassNames, ImmutableArray<int> FinalNumbers) Finish();

    /// <summary>A reader for this column: a key with its names, a string, or a whole number.</summary>
    /// <param name="cursor">Stands on the rows to read.</param>
    /// <param name="column">The label column.</param>
    /// <param name="known">The classes, where they are known from the training data; otherwise null.</param>
    /// <exception cref="ArgumentException">The column is of another type.</exception>
    public static LabelReader For(DataViewRowCursor cursor, DataViewSchema.Column column, ImmutableArray<string>? known) => column.Type switch
    {
        KeyDataViewType key when key.RawType == typeof(byte) => Key<byte>(cursor, column, key, known),
        KeyDataViewType key when key.RawType == typeof(ushort) => Key<ushort>(cursor, column, key, known),
        KeyDataViewType key when key.RawType == typeof(uint) => Key<uint>(cursor, column, key, known),
        KeyDataViewType key => Key<ulong>(cursor, column, key, known),
        TextDataViewType => Of<ReadOnlyMemory<char>, string>(cursor, column, known, text => text.ToString(), StringComparer.Ordinal),
        NumberDataViewType number when number.RawType == typeof(byte) => Number<byte>(cursor, column, known),
        NumberDataViewType number when number.RawType == typeof(sbyte) => Number<sbyte>(cursor, column, known),
        NumberDataViewType number when number.RawType == typeof(short) => Number<short>(cursor, column, known),
        NumberDataViewType number when number.RawType == typeof(ushort) => Number<ushort>(cursor, column, known),
        NumberDataViewType number when number.RawType == typeof(int) => Number<int>(cursor, column, known),
        NumberDataViewType number when number.RawType == typeof(uint) => Number<uint>(cursor, column, known),
        NumberDataViewType number when number.RawType == typeof(long) => Number<long>(cursor, column, known),
        NumberDataViewType number when number.RawType == typeof(ulong) => Number<ulong>(cursor, column, known),
        _ => throw new ArgumentException(
            $"The label column '{column.Name}' is {column.Type}, but must be a key, a string or a whole number: map it, for example with MapValueToKey."),
    };

    private static LabelReader<T> Number<T>(DataViewRowCursor cursor, DataViewSchema.Column column, ImmutableArray<string>? known)
        where T : struct, IConvertible => Of<T, T>(cursor, column, known, value => value, Comparer<T>.Default);

    private static LabelReader<TLabel> Of<TRaw, TLabel>(
        DataViewRowCursor cursor, DataViewSchema.Column column, ImmutableArray<string>? known, Func<TRaw, TLabel> convert, IComparer<TLabel> comparer)
        where TLabel : notnull
    {
        return new LabelReader<TLabel>(
            column.Name,
            Open,
            cursor,
            label => Convert.ToString(label, System.Globalization.CultureInfo.InvariantCulture) is { Length: > 0 } name ? name : null,
            known,
            comparer);

        Func<TLabel> Open(DataViewRowCursor rows)
        {
            var getter = rows.GetGetter<TRaw>(column);
            TRaw raw = default!;
            return () =>
            {
                getter(ref raw);
                return convert(raw);
            };
        }
    }

    private static LabelReader<ulong> Key<TRaw>(DataViewRowCursor cursor, DataViewSchema.Column column, KeyDataViewType key, ImmutableArray<string>? known)
        where TRaw : struct, IConvertible
    {
        var names = KeyNames.Of(column, key);
        return new LabelReader<ulong>(
            column.Name,
            Open,
            cursor,
            value => value == 0 ? null : names[(int)value - 1],
            known ?? names,
            Comparer<ulong>.Default);

        Func<ulong> Open(DataViewRowCursor rows)
        {
            var getter = rows.GetGetter<TRaw>(column);
            TRaw raw = default;
            return () =>
            {
                getter(ref raw);
                return raw.ToUInt64(null);
            };
        }
    }
}
