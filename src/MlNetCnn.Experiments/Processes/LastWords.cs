namespace MlNetCnn.Experiments;

/// <summary>The last line of standard error, often the only trace of a native crash.</summary>
internal static class LastWords
{
    /// <summary>Reads to the end: a process blocks when nobody reads its standard error.</summary>
    public static async Task<string> ReadAsync(TextReader errors)
    {
        var last = "";
        while (await errors.ReadLineAsync() is { } line)
        {
            // The line before a stack trace says more than the trace.
            if (!string.IsNullOrWhiteSpace(line) && !line.StartsWith("   at ", StringComparison.Ordinal))
                last = line.Trim();
        }
        return last;
    }
}
