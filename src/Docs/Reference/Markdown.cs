namespace MlNetCnn.Docs;

internal static class Markdown
{
    /// <summary>Code that may stand in a table, whatever is in it.</summary>
    public static string Code(string text) => text.Length == 0 ? "" : $"<code>{Encode(text).Replace("|", "&#124;", StringComparison.Ordinal)}</code>";

    /// <summary>Plain text, of which nothing is taken for markup.</summary>
    public static string Text(string text) => Encode(text).ReplaceLineEndings(" ")
        .Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal);

    public static string Sentence(string text) => text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Encode(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
