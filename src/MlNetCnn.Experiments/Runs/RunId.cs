using System.Security.Cryptography;

namespace MlNetCnn.Experiments;

/// <summary>Names for runs: they sort by time, and their last part is short enough to type.</summary>
internal static class RunId
{
    // Without letters that look like digits.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public const int MostCharacters = 40;

    public static string New(DateTimeOffset now) => $"{now.UtcDateTime:yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetString(Alphabet, 6)}";

    /// <summary>The part behind the last hyphen, which is enough to find a run by.</summary>
    public static string Short(string id) => id[(id.LastIndexOf('-') + 1)..];

    /// <summary>Whether a text can be a run's name: it is a folder's too.</summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= MostCharacters && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
