using System.Collections.Immutable;
using System.Text;

namespace MlNetCnn;

/// <summary>Which classes are read and under which names, as <see cref="ImageLoading.Classes"/> says.</summary>
/// <param name="Names">The names of the classes that are read.</param>
/// <param name="Labels">The label of each class of the data among them; -1 for one that is left out.</param>
internal sealed record ClassSelection(ImmutableArray<string> Names, ImmutableArray<int> Labels)
{
    private const int LongestFile = 16 << 20;

    private static readonly char[] Separators = [',', ';', '\t'];

    private static readonly HashSet<string> Headers = new(StringComparer.OrdinalIgnoreCase) { "from", "old", "old_name", "class", "class_name", "name", "label", "folder" };

    /// <summary>Chooses among classes.</summary>
    /// <param name="classes">The classes of the data.</param>
    /// <param name="text">Names with commas between, or a table's path.</param>
    /// <exception cref="InvalidDataException">A name is no class of the data, or fewer than two are left.</exception>
    /// <exception cref="IOException">The table cannot be read.</exception>
    public static ClassSelection Of(ImmutableArray<string> classes, string text)
    {
        var names = ImageLoading.IsTableOfClasses(text) ? Table(classes, text) : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToDictionary(name => name, name => name);
        if (names.Keys.FirstOrDefault(name => !classes.Contains(name)) is { } unknown)
            throw new InvalidDataException($"Classes has '{unknown}', but the data have {string.Join(", ", classes.Take(10).Select(name => $"'{name}'"))}{(classes.Length > 10 ? ", …" : "")}.");
        return Of(classes, name => names.TryGetValue(name, out var other) ? other : ImageLoading.IsTableOfClasses(text) ? name : "");
    }

    /// <summary>Chooses the classes with enough images.</summary>
    public static ClassSelection Of(ImmutableArray<string> classes, ImmutableArray<int> labels, int fewest)
    {
        var counts = labels.CountBy(label => label).ToDictionary();
        return Of(classes, name => counts.GetValueOrDefault(classes.IndexOf(name)) >= fewest ? name : "");
    }

    private static ClassSelection Of(ImmutableArray<string> classes, Func<string, string> name)
    {
        string[] named = [.. classes.Select(name)];
        ImmutableArray<string> left = [.. named.Where(other => other.Length > 0).Distinct()];
        return left.Length > 1 ? new(left, [.. named.Select(other => left.IndexOf(other))]) : throw new InvalidDataException(
            $"{(left.IsEmpty ? "No class is" : $"Only the class '{left[0]}' is")} left of {classes.Length}, but a classifier needs two or more: change Classes or MinImages.");
    }

    // Old and new names a line.
    private static Dictionary<string, string> Table(ImmutableArray<string> classes, string path)
    {
        using var file = RealFile.Open(path);
        if (file.Length > LongestFile)
            throw new InvalidDataException($"'{path}' has {file.Length} bytes, which is too long for a table of class names.");
        using var text = new StreamReader(file, Encoding.UTF8);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            string[] fields = [.. line.Split(Separators).Select(field => field.Trim().Trim('"'))];
            if (fields is [""] || number == 1 && fields is [var first, _] && Headers.Contains(first) && !classes.Contains(first))
                continue;
            if (fields is not [{ Length: > 0 } from, var to])
                throw new InvalidDataException($"Line {number} of '{path}' has {fields.Length} fields, but needs two: the class, and its new name or nothing.");
            if (!names.TryAdd(from, to))
                throw new InvalidDataException($"Line {number} of '{path}' has '{from}', which is there before.");
        }
        return names;
    }
}
