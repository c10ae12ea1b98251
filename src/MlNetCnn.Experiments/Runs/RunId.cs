using System.Security.Cryptography;

namespace MlNetCnn.Experiments;

/// <summary>Run IDs: they sort by time, and their last part is short enough to type.</summary>
internal static class RunId
{
    // Without letters that look like digits.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public const int MostCharacters = 40;

    public static string New(DateTimeOffset now) => $"{now.UtcDateTime:yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetString(Alphabet, 6)}";

    /// <summary>The part behind the last hyphen, which is enough to find a run by.</summary>
    public static string Short(string id) => id[(id.LastIndexOf('-') + 1)..];

    /// <summary>Whether a text is a valid run ID, safe to use as a folder name.</summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= MostCharacters && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
