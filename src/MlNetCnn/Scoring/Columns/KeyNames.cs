using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>The names behind a key column's values; the numbers from 0 where it carries none.</summary>
internal static class KeyNames
{
    private const int MostClasses = 1_000_000;

    public static ImmutableArray<string> Of(DataViewSchema.Column column, KeyDataViewType key)
    {
        if (key.Count is 0 or > MostClasses)
            throw new ArgumentException($"The label column '{column.Name}' is a key of {key.Count} values, but a classifier needs from 2 to {MostClasses} classes: map the labels with MapValueToKey.");
        var values = column.Annotations.Schema.GetColumnOrNull("KeyValues");
        if (values?.Type is not VectorDataViewType vector)
            return [.. Enumerable.Range(0, (int)key.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        var read = typeof(KeyNames).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(vector.ItemType.RawType);
        return (ImmutableArray<string>)read.Invoke(null, [column])!;
    }

    private static ImmutableArray<string> Read<T>(DataViewSchema.Column column)
    {
        VBuffer<T> values = default;
        column.GetKeyValues(ref values);
        return [.. values.DenseValues().Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)!)];
    }
}
