using System.Text.RegularExpressions;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>What went wrong, in words for somebody who may not see where this server keeps its files.</summary>
internal static partial class BrowserWords
{
    public static string Of(Exception problem) => Of(problem is ArgumentException { ParamName: { } name }
        ? problem.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : problem.Message);

    /// <summary>Does what people asked for; gives what went wrong, or null.</summary>
    public static async Task<string?> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Exception e) when (IsForPeople(e))
        {
            return Of(e);
        }
    }

    /// <inheritdoc cref="TryAsync"/>
    public static string? Try(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (Exception e) when (IsForPeople(e))
        {
            return Of(e);
        }
    }

    private static bool IsForPeople(Exception e) => e is IOException or UnauthorizedAccessException or InvalidDataException or InvalidOperationException
        or ArgumentException or FormatException or LayerShapeException or StoreException;

    /// <summary>The sentence with the last name of each path only.</summary>
    public static string Of(string sentence) => Folders().Replace(ImageOptionNames.In(sentence, areSwitches: false), "");

    // The folders of a path from the root: between quotes with blanks in their names, else without. No address, no share like images/s.
    [GeneratedRegex("""(?<=['"“‘])(?:[A-Za-z]:)?[/\\](?:[^'"”’]*[/\\])?(?=[^/\\'"”’])|(?<![\w/\\.~:<'"“‘)\]-])(?:[A-Za-z]:)?[/\\](?:[^\s/\\'"”’,;:()]+[/\\])*(?=[^\s/\\])""")]
    private static partial Regex Folders();
}
