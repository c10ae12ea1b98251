using System.Text.RegularExpressions;

namespace MlNetCnn;

/// <summary>
/// Names of data sets are names of folders on every system: lower-case letters, digits and <c>. _ -</c>, up to 64, beginning with a letter
/// or digit. So none leads out of its folder, and no two differ by capitals only.
/// </summary>
internal static partial class DataSetName
{
    private const int Longest = 64;

    /// <summary>The name as it is kept.</summary>
    /// <exception cref="ArgumentException">It is no name for a data set of one's own; the message says why and gives one that is.</exception>
    public static string Require(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsValid(name))
        {
            throw new ArgumentException(
                $"'{name}' cannot name a data set: take up to {Longest} lower-case letters, digits, '-', '_' and '.', a letter or digit at both ends{Like(name)}.");
        }
        if (DataSets.TryFind(name, out _))
            throw new ArgumentException($"'{name}' is the name of a published data set: take another, like 'my-{name}'.");
        return name;
    }

    /// <summary>Whether this can name a folder below that of data sets.</summary>
    public static bool IsValid(string name) => name.Length <= Longest && Form().IsMatch(name) && !Device().IsMatch(name);

    private static string Like(string name)
    {
        var near = Others().Replace(name.ToLowerInvariant(), "-").Trim('-', '.', '_');
        near = near[..Math.Min(near.Length, Longest)].TrimEnd('-', '.', '_');
        if (Device().IsMatch(near))
            near = "my-" + near;
        return IsValid(near) ? $", like '{near}'" : "";
    }

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9._-]*[a-z0-9])?\z")]
    private static partial Regex Form();

    // Windows takes these for devices, whatever follows the first point.
    [GeneratedRegex(@"\A(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\z)")]
    private static partial Regex Device();

    [GeneratedRegex("[^a-z0-9._-]+")]
    private static partial Regex Others();
}
