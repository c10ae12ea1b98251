using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MlNetCnn;

/// <summary>The names of classes in a text beside file lists: a name a line, with the label before or after it or without; or ImageNet's synsets with their words.</summary>
internal static partial class ListedClasses
{
    private const long LongestList = 16 << 20;

    /// <summary>The text with the names, or null.</summary>
    public static TreeFile? Find(FileTree tree) => tree.Files.FirstOrDefault(file => Name().IsMatch(file.FileName));

    /// <summary>The names by the labels; none where the text is no such list.</summary>
    /// <param name="file">The text.</param>
    /// <param name="labels">The labels that need names.</param>
    public static Dictionary<string, string> Read(TreeFile file, IReadOnlyCollection<string> labels)
    {
        string[] lines = [.. Encoding.UTF8.GetString(file.Load(LongestList)().Span).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        int[] numbers = [.. labels.Select(label => int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)];
        var first = !numbers.Contains(0) && numbers.DefaultIfEmpty().Max() == lines.Length ? 1 : 0;
        var found = lines.Select(line => Numbered().Match(line)).ToArray();
        (string Label, string Name)[] named = found.All(match => match.Success)
            ? [.. found.Select(match => (match.Groups["before"].Value + match.Groups["after"].Value, match.Groups["name"].Value))]
            : [.. lines.Select((line, i) => ((i + first).ToString(CultureInfo.InvariantCulture), Synset().Replace(line, "").Split(',')[0].Trim()))];
        var names = named.DistinctBy(pair => pair.Label).ToDictionary(pair => pair.Label, pair => pair.Name.Trim('/'), StringComparer.Ordinal);
        return labels.All(names.ContainsKey) && ClassNameList.Fault([.. labels.Select(label => names[label])]) is null ? names : [];
    }

    [GeneratedRegex("^(class(es|_?names)?|label(s|_?names)?|categor(y|ies)(_[a-z0-9]+)?|names|synsets?(_words)?)\\.(txt|names)$", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex(@"^((?<before>\d+)[\s,:]+(?<name>.+)|(?<name>.+?)[\s,]+(?<after>\d+))$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^n\d{8}\s+(?=\S)")]
    private static partial Regex Synset();
}
