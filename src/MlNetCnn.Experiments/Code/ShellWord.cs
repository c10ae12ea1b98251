namespace MlNetCnn.Experiments;

internal static class ShellWord
{
    /// <summary>Quotes the word for bash only where it needs quoting.</summary>
    public static string Quote(string word)
    {
        return word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ',' or ':' or '=' or '+' or '%')
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }
}
