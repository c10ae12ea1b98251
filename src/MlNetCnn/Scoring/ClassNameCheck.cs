namespace MlNetCnn;

/// <summary>What names of classes must be: there, at least two, all different.</summary>
internal static class ClassNameCheck
{
    /// <param name="names">The names.</param>
    /// <param name="refuse">Makes the error of what is wrong with them, a sentence without its subject.</param>
    public static void Require(IReadOnlyList<string> names, Func<string, Exception> refuse)
    {
        if (names.Count < 2)
            throw refuse($"has {names.Count} class names, but needs at least 2.");
        if (names.Any(n => n is null))
            throw refuse("has a class without a name.");
        if (names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw refuse($"has two classes called '{twice.Key}': give each its own name.");
    }
}
