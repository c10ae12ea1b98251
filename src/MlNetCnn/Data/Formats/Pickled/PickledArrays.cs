namespace MlNetCnn;

/// <summary>The arrays and lists of whole numbers in a pickled dictionary, by name.</summary>
internal static class PickledArrays
{
    /// <summary>Whether a file that starts so may be a pickle.</summary>
    public static bool IsOne(ReadOnlySpan<byte> start) => start is [(byte)PickleCode.Proto, >= 2 and <= 5, ..];

    /// <summary>Reads a pickle without running anything in it.</summary>
    /// <param name="stream">The file from its first byte on; it can seek.</param>
    /// <param name="title">What errors call it: its quoted name.</param>
    /// <exception cref="InvalidDataException">It is damaged, or has more than arrays, numbers and texts.</exception>
    public static object? Read(Stream stream, string title)
    {
        try
        {
            return new PickleReader(new BufferedStream(stream, 1 << 16), stream.Length, new ArrayNames(stream.Length)).Read();
        }
        catch (PickleFormatException e)
        {
            throw new InvalidDataException($"{title} {e.Message}", e);
        }
    }

    /// <summary>The arrays, those in dictionaries and tuples within too; a name is the path to it, joined by '/'.</summary>
    public static IEnumerable<NumpyArray> Of(object? root, string name, string title) => root switch
    {
        PickledArray array => array.Named(name, $"'{name}' of {title}") is { } named ? [named] : [],
        PickledDictionary dictionary => dictionary.Items.SelectMany(item => Of(item.Value, $"{name}/{item.Key}", title)),
        List<object?> list => list.Count > 0 && list.All(item => item is long) ? [PickledArray.Of([.. list.Cast<long>()]).Named(name, $"'{name}' of {title}")!] : [],
        object?[] parts => parts.Zip(Names(parts)).SelectMany(part => Of(part.First, $"{name}/{part.Second}", title)),
        _ => [],
    };

    // Images and labels, of the splits that MNIST has had since it was pickled first.
    private static string[] Names(object?[] parts) => parts switch
    {
        [PickledArray, PickledArray or List<object?>] => ["x", "y"],
        [object?[], object?[]] => ["train", "test"],
        [object?[], object?[], object?[]] => ["train", "val", "test"],
        _ => [.. parts.Select((_, i) => $"arr_{i}")],
    };
}
