namespace MlNetCnn.Benchmarks;

/// <summary>The figures of runs that are kept and queued, as Markdown tables.</summary>
internal static class RunFigures
{
    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        var connection = arguments switch
        {
            [] => null,
            ["--postgres", var text] => text,
            _ => throw new ArgumentException($"'{arguments[0]}' is unknown: use --postgres CONNECTION, of a database that is not there yet."),
        };
        using var folder = new TemporaryCache();
        output.WriteLine("| what | figure |");
        output.WriteLine("|---|---|");
        var finished = await QueueFigures.WriteAsync(folder.Path, output);
        output.WriteLine();
        output.WriteLine("| 10,000 finished runs | database | median ms (most) |");
        output.WriteLine("|---|---|---|");
        await StoreFigures.WriteAsync(Path.Combine(folder.Path, "many.db"), folder.Path, finished, output);
        if (connection is not null)
            await StoreFigures.WriteAsync(connection, folder.Path, finished, output);
        return 0;
    }
}
