using System.Collections.Immutable;
using Microsoft.ML;

namespace MlNetCnn.Training;

/// <summary>Labels of one type: each new value gets its class by its name, once.</summary>
/// <param name="column">The column's name.</param>
/// <param name="open">What reads the current row's label of a cursor.</param>
/// <param name="cursor">The cursor to read.</param>
/// <param name="nameOf">A label's class, or null where it is missing.</param>
/// <param name="known">The classes, where they are known already.</param>
/// <param name="comparer">The order of the classes, where they are found.</param>
/// <param name="shared">The numbers of another reader of the same data, or null.</param>
internal sealed class LabelReader<T>(
    string column, Func<DataViewRowCursor, Func<T>> open, DataViewRowCursor cursor, Func<T, string?> nameOf, ImmutableArray<string>? known,
    IComparer<T> comparer, Dictionary<T, int>? shared = null) : LabelReader
    where T : notnull
{
    private readonly Dictionary<T, int> _classes = shared ?? [];
    private readonly Func<T> _read = open(cursor);

    public override int Read()
    {
        var label = _read();
        lock (_classes)
        {
            return _classes.TryGetValue(label, out var number) ? number : _classes[label] = Number(label);
        }
    }

    public override LabelReader For(DataViewRowCursor other) => new LabelReader<T>(column, open, other, nameOf, known, comparer, _classes);

    public override (ImmutableArray<string> ClassNames, ImmutableArray<int> FinalNumbers) Finish()
    {
        if (known is { } names)
            return (names, [.. Enumerable.Range(0, names.Length)]);
        var sorted = _classes.OrderBy(c => c.Key, comparer).ToArray();
        var numbers = new int[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
            numbers[sorted[i].Value] = i;
        return ([.. sorted.Select(c => nameOf(c.Key)!)], [.. numbers]);
    }


    private int Number(T label)
    {
        var name = nameOf(label) ?? throw new UnreadableRowException(row =>
            $"The label column '{column}' has a missing value in row {row}: remove such rows, for example with FilterRowsByMissingValues, or give them a class.");
        var number = known is { } names ? names.IndexOf(name) : _classes.Count;
        return number >= 0 ? number : throw new UnreadableRowException(row =>
            $"The label column '{column}' has '{name}' in row {row}, which is none of the {known!.Value.Length} classes trained on: {NameList.Of(known.Value)}.");
    }
}
