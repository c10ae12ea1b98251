namespace MlNetCnn;

/// <summary>What makes a list of class names usable: every class has a name, and no two have the same.</summary>
internal static class ClassNameList
{
    /// <summary>Reads names from a UTF-8 text file, one a line; empty lines at its end do not count.</summary>
    /// <exception cref="InvalidDataException">The file has no name, an empty line between names, or a name twice.</exception>
    public static string[] Read(Stream stream, string path)
    {
        using var text = new StreamReader(stream);
        var names = text.ReadToEnd().Split('\n').Select(line => line.Trim()).ToList();
        while (names is [.., ""])
            names.RemoveAt(names.Count - 1);
        if (names.Count == 0)
            throw new InvalidDataException($"'{path}' has no class name: write one a line, or remove the file to have the classes numbered.");
        if (Fault(names) is { } fault)
            throw new InvalidDataException($"'{path}' cannot be used: {fault}.");
        return [.. names];
    }

    /// <summary>What is wrong with the names, or null.</summary>
    public static string? Fault(IReadOnlyList<string> names)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]))
                return $"name {i + 1} of {names.Count} is empty";
            if (!seen.TryAdd(names[i], i))
                return $"name {i + 1}, '{names[i]}', is that of class {seen[names[i]] + 1} already";
        }
        return null;
    }
}
