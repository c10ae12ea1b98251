using System.Text.RegularExpressions;

namespace MlNetCnn.Dashboard;

/// <summary>What went wrong, in words for somebody who may not see where this server keeps its files.</summary>
internal static partial class BrowserWords
{
    public static string Of(Exception problem) => Of(problem is ArgumentException { ParamName: { } name }
        ? problem.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : problem.Message);

    /// <summary>The sentence with the last name of each path only.</summary>
    public static string Of(string sentence) => Folders().Replace(ImageOptionNames.In(sentence, areSwitches: false), "");

    // The folders of a path from the root: between quotes with blanks in their names, else without. No address, no share like images/s.
    [GeneratedRegex("""(?<=['"“‘])(?:[A-Za-z]:)?[/\\](?:[^'"”’]*[/\\])?(?=[^/\\'"”’])|(?<![\w/\\.~:<'"“‘)\]-])(?:[A-Za-z]:)?[/\\](?:[^\s/\\'"”’,;:()]+[/\\])*(?=[^\s/\\])""")]
    private static partial Regex Folders();
}
