using System.Collections.Immutable;
using System.Globalization;

namespace MlNetCnn;

/// <summary>The classes of tables: a group is a split's number, '/' and the label as it stands there.</summary>
internal static class TableClasses
{
    public static string Group(SplitKind split, string label) => $"{(char)('0' + (int)split)}/{label}";

    /// <summary>The classes: whole numbers in their order, otherwise all in the order of their characters.</summary>
    /// <param name="path">The data set, as errors name it.</param>
    /// <param name="groups">All there are.</param>
    /// <param name="names">The names of labels 0, 1, …, where they are known.</param>
    /// <exception cref="InvalidDataException">A label has no name.</exception>
    public static ImageClasses Resolve(string path, IReadOnlyCollection<string> groups, ImmutableArray<string> names)
    {
        if (names.IsDefaultOrEmpty)
        {
            string[] labels = [.. groups.Select(Label).Distinct()];
            names = labels.All(label => Number(label) is not null)
                ? [.. labels.OrderBy(label => Number(label)!.Value).ThenBy(label => label, StringComparer.Ordinal)]
                : [.. labels.Order(StringComparer.Ordinal)];
            return new ImageClasses(names, groups.ToDictionary(group => group, group => (Split(group), Label(group))));
        }
        return new ImageClasses(names, groups.ToDictionary(group => group, group => (Split(group), Named(Label(group)))));

        string Named(string label) => Number(label) is >= 0 and var i && i < names.Length ? names[(int)i] : throw new InvalidDataException(
            $"'{path}' has label '{label}', but {names.Length} class names allow 0 to {names.Length - 1}.");
    }

    /// <summary>The file of class names beside tables, <c>classes.txt</c>, where there is one.</summary>
    public static IEnumerable<TreeFile> Lists(FileTree tree) => tree.Files.Where(file => file.FileName == "classes.txt").Take(1);

    /// <summary>The names in it where labels are whole numbers, otherwise none.</summary>
    /// <exception cref="InvalidDataException">It has no names, or one twice.</exception>
    public static ImmutableArray<string> NamesIn(FileTree tree, IReadOnlyCollection<string> groups)
    {
        if (Lists(tree).FirstOrDefault() is not { } list || !groups.All(group => Number(Label(group)) is not null))
            return [];
        using var text = list.OpenPlain();
        return [.. ClassNameList.Read(text, list.Shown)];
    }

    private static SplitKind Split(string group) => (SplitKind)(group[0] - '0');

    private static string Label(string group) => group[2..];

    private static long? Number(string label) =>
        long.TryParse(label, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
