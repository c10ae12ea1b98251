using System.Text.RegularExpressions;

namespace MlNetCnn;

/// <summary>Errors of loading with the options of <see cref="ImageLoading"/> under the names of <see cref="ImageSettings"/>.</summary>
internal static partial class ImageOptionNames
{
    private static readonly Dictionary<string, string> Names = ImageSettings.All.ToDictionary(s => s.Property, s => s.Name, StringComparer.Ordinal);

    /// <summary>The sentence with <c>--max-bad-images</c> for <c>MaxBadImages</c>; what stands in quotes is the user's and stays.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="areSwitches">Whether they are switches of a command; otherwise fields of a form.</param>
    public static string In(string sentence, bool areSwitches) => string.Join('\'', sentence.Split('\'').Select((part, i) => i % 2 == 1 ? part
        : Word().Replace(Library().Replace(part, ""), match => !Names.TryGetValue(match.Groups["name"].Value, out var name)
            ? match.Value
            : areSwitches
                ? $"{(match.Groups["set"].Success ? "give " : "")}--{name}{(match.Groups["to"].Success ? " " : "")}"
                : $"{match.Groups["set"].Value}{name}{match.Groups["to"].Value}")));

    // What only programs can set.
    [GeneratedRegex(@", or raise PixelLimit|: raise Archive\.\w+( if it is to be trusted)?")]
    private static partial Regex Library();

    [GeneratedRegex(@"(?<set>\bset )?\b(?<name>[A-Z][A-Za-z]+)\b(?<to>(?<=set [A-Z][a-z]+Column) to )?")]
    private static partial Regex Word();
}
