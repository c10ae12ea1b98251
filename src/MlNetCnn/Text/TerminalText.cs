using System.Buffers;
using System.Globalization;
using System.Text;

namespace MlNetCnn;

/// <summary>Text that a terminal only shows, whatever names of strangers are in it.</summary>
internal static class TerminalText
{
    // Control characters steer terminals; the others turn the direction of text, so that it reads as something else, or end a line.
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c).Where(c => c is not ('\n' or '\t')),
        '\u061C', '\u200E', '\u200F', '\u2028', '\u2029', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069',
    ]);

    /// <summary>
    /// The text with <c>\u001b</c> for an escape character, and so on; JSON stays what it is. Ends of lines and tabs are kept.
    /// </summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var safe = new StringBuilder(text.Length);
        for (int at; (at = text.IndexOfAny(Unsafe)) >= 0; text = text[(at + 1)..])
        {
            safe.Append(text[..at]);
            if (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
                safe.Append('\r');
            else
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[at]:x4}");
        }
        return safe.Append(text).ToString();
    }

    /// <summary>Whether <see cref="Of"/> would change it.</summary>
    public static bool IsUnsafe(ReadOnlySpan<char> text) => text.ContainsAny(Unsafe);
}
