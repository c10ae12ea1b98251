namespace MlNetCnn.Training;

/// <summary>A word and numbers by name, as in <c>cosine:warm-up=0.05:final=0.01</c>; either may be left out.</summary>
internal sealed class NamedNumbers
{
    private readonly Dictionary<string, double> _left = new(StringComparer.OrdinalIgnoreCase);

    private NamedNumbers(string word) => Word = word;

    /// <summary>The word in small letters, or empty.</summary>
    public string Word { get; }

    /// <summary>Whether there were no numbers but those that were taken.</summary>
    public bool IsUsedUp => _left.Count == 0;

    /// <summary>Reads a text, or gives null where it has another form or a name twice.</summary>
    public static NamedNumbers? Read(string text)
    {
        var parts = text.Split(':');
        var hasWord = !parts[0].Contains('=', StringComparison.Ordinal);
        var numbers = new NamedNumbers(hasWord ? parts[0].ToLowerInvariant() : "");
        foreach (var part in hasWord ? parts[1..] : parts)
        {
            if (part.Split('=') is not [var name, var number] || !TextForms.TryReadNumber(number, out var value) || !numbers._left.TryAdd(name, value))
                return null;
        }
        return numbers;
    }

    /// <summary>A text with those numbers that are not as usual.</summary>
    public static string Write(string word, params IEnumerable<(string Name, double Value, double Usual)> numbers) =>
        string.Join(':', [
            .. word.Length > 0 ? [word] : Array.Empty<string>(),
            .. numbers.Where(n => !n.Value.Equals(n.Usual)).Select(n => $"{n.Name}={TextForms.Write(n.Value)}"),
        ]);

    /// <summary>A number, or what it is where it was left out.</summary>
    public double Take(string name, double usual) => _left.Remove(name, out var value) ? value : usual;

    /// <summary>A whole number, or what it is where it was left out; what is not whole stays and is not used up.</summary>
    public int TakeWhole(string name, int usual) =>
        _left.TryGetValue(name, out var value) && value == (int)value ? (int)Take(name, usual) : usual;
}
