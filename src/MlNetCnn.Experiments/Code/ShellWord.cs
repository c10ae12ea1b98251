namespace MlNetCnn.Experiments;

/// <summary>Words as bash and other shells of its kind read them.</summary>
internal static class ShellWord
{
    /// <summary>The word as it is where no shell makes anything else of it, otherwise in quotation marks.</summary>
    public static string Quote(string word)
    {
        return word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ',' or ':' or '=' or '+' or '%')
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }
}
