using System.Text.RegularExpressions;

namespace MlNetCnn.Cli;

/// <summary>Errors of loading as they are told on the command line: an option of <see cref="ImageLoading"/> by the name it has there.</summary>
internal static partial class LoadingSentence
{
    /// <summary>The sentence with <c>--max-bad-images</c> for <c>MaxBadImages</c>; what stands in quotes is the user's and stays.</summary>
    public static string Of(string sentence) => string.Join('\'', sentence.Split('\'').Select((part, i) => i % 2 == 1 ? part
        : Name().Replace(part.Replace(", or raise PixelLimit", "", StringComparison.Ordinal), match =>
            $"{(match.Groups["set"].Success ? "give " : "")}{OptionOf(match.Groups["name"].Value)}{(match.Groups["to"].Success ? " " : "")}")));

    private static string OptionOf(string property) => "-" + string.Concat(property.Select(c => char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));

    [GeneratedRegex(@"(?<set>\bset )?\b(?<name>Size|MaxBadImages|TableShape|LabelColumn|TestFraction)\b(?<to>(?<=set LabelColumn) to )?")]
    private static partial Regex Name();
}
