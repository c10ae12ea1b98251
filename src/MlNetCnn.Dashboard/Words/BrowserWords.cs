using System.Text.RegularExpressions;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>Error messages for users who must not see the server's paths.</summary>
internal static partial class BrowserWords
{
    public static string Of(Exception problem) => Of(problem is ArgumentException { ParamName: { } name }
        ? problem.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : problem.Message);

    /// <summary>Returns the error message, or null.</summary>
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

    /// <summary>Reduces each path to its last name.</summary>
    public static string Of(string sentence) => Folders().Replace(ImageOptionNames.In(sentence, areSwitches: false), "");

    // The folders of an absolute path: with spaces if quoted, else without. Not a URL, not a unit like images/s.
    [GeneratedRegex("""(?<=['"“‘])(?:[A-Za-z]:)?[/\\](?:[^'"”’]*[/\\])?(?=[^/\\'"”’])|(?<![\w/\\.~:<'"“‘)\]-])(?:[A-Za-z]:)?[/\\](?:[^\s/\\'"”’,;:()]+[/\\])*(?=[^\s/\\])""")]
    private static partial Regex Folders();
}
