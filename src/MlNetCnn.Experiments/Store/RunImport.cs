namespace MlNetCnn.Experiments;

/// <summary>Imports a run's folder from elsewhere into a store.</summary>
internal sealed class RunImport(RunStore store)
{
    /// <summary>Copies the folder and keeps the run ID. An unfinished run can be resumed.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It is no run's folder, or a file in it is damaged.</exception>
    /// <exception cref="StoreException">The store has this run already.</exception>
    public async Task<Run> ImportAsync(string path, CancellationToken cancellation = default)
    {
        var source = new RunFolder(path);
        var run = Read(source);
        if (await store.FindAsync(run.Id, cancellation) is not null)
            throw new StoreException($"The run {run.Id} is in {store.Location} already.");
        var row = run.ToRow();
        if (EpochSummary.Of(new MetricsFile(source.Newest.Metrics).Read()) is { } soFar)
            (row.BestEpoch, row.BestAccuracy, row.ImagesPerSecond) = (soFar.BestEpoch, soFar.BestAccuracy, soFar.ImagesPerSecond);
        Copy(source.Path, store.FolderOf(run.Id).Path);
        await using var context = store.Database.Open();
        context.Runs.Add(row);
        await context.SaveChangesAsync(cancellation);
        return run;
    }

    private static Run Read(RunFolder source)
    {
        if (!Directory.Exists(source.Path))
            throw new DirectoryNotFoundException($"There is no folder '{source.Path}'.");
        if (!File.Exists(source.Request) || !File.Exists(source.Card))
            throw new InvalidDataException($"'{source.Path}' is no run's folder: it has no {Path.GetFileName(File.Exists(source.Request) ? source.Card : source.Request)}.");
        var run = RunCard.Load(source);
        if (!RunId.IsId(run.Id))
            throw new InvalidDataException($"'{source.Card}' names the run '{run.Id}', which cannot be a name.");
        // No worker here has it.
        return run.State.IsOver() ? run : run with { State = RunState.Paused };
    }

    private static void Copy(string from, string to)
    {
        if (Path.GetFullPath(from) == Path.GetFullPath(to))
            return;
        var half = to + ".half";
        if (Directory.Exists(half))
            Directory.Delete(half, recursive: true);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(half, Path.GetRelativePath(from, file));
            OwnerOnly.CreateFolder(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        Directory.Move(half, to);
    }
}
