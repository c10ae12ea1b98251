using System.Collections.Immutable;

namespace MlNetCnn.Training.Columns;

/// <summary>Labels of one type: each new value gets its class by its name, once.</summary>
internal sealed class LabelReader<T>(string column, Func<T> read, Func<T, string?> nameOf, ImmutableArray<string>? known, IComparer<T> comparer) : LabelReader
    where T : notnull
{
    private readonly Dictionary<T, int> _classes = [];

    public override int Read(long row)
    {
        var label = read();
        if (_classes.TryGetValue(label, out var number))
            return number;
        var name = nameOf(label) ?? throw new InvalidOperationException(
            $"The label column '{column}' has a missing value in row {row + 1}: remove such rows, for example with FilterRowsByMissingValues, or give them a class.");
        number = known is { } names ? names.IndexOf(name) : _classes.Count;
        if (number < 0)
            throw new InvalidOperationException(
                $"The label column '{column}' has '{name}' in row {row + 1}, which is none of the {known!.Value.Length} classes trained on: {Some(known.Value)}.");
        return _classes[label] = number;
    }

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

    private static string Some(ImmutableArray<string> names) => string.Join(", ", names.Take(10)) + (names.Length > 10 ? ", …" : "");
}
