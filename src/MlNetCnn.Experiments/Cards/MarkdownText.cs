using System.Buffers;
using System.Text;

namespace MlNetCnn.Experiments;

/// <summary>Text that Markdown only shows, whatever names of strangers are in it; in cells of tables, a <see cref="MarkdownTable"/> escapes bars.</summary>
internal static class MarkdownText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\\`*_[]<>&~#!$:@");

    /// <summary>On one line, with a backslash before characters that Markdown, or GitHub's Markdown, would act on.</summary>
    public static string Of(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in TerminalText.Of(text))
        {
            if (Special.Contains(c))
                escaped.Append('\\');
            escaped.Append(char.IsWhiteSpace(c) ? ' ' : c);
        }
        // A link without brackets.
        return escaped.Replace("www.", "www\\.").ToString();
    }
}
