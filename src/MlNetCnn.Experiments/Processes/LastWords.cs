namespace MlNetCnn.Experiments;

/// <summary>What a process said last on its standard error, where a native crash leaves its only trace.</summary>
internal static class LastWords
{
    /// <summary>Reads to the end: a process whose errors nobody reads would come to a standstill.</summary>
    public static async Task<string> ReadAsync(TextReader errors)
    {
        var last = "";
        while (await errors.ReadLineAsync() is { } line)
        {
            // Stack traces say less than what came before them.
            if (!string.IsNullOrWhiteSpace(line) && !line.StartsWith("   at ", StringComparison.Ordinal))
                last = line.Trim();
        }
        return last;
    }
}
