using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>Stores `mlnetcnn train` as a run; an unavailable store gives a note and does not stop training.</summary>
internal sealed class TrainKeeping
{
    public required Func<StoreLocation> Location { get; init; }

    /// <summary>Adds name, group and tags to a request.</summary>
    public required Func<RunRequest, RunRequest> Label { get; init; }

    public required string? Note { get; init; }

    public required IEnumerable<KeyValuePair<string, string>> Settings { get; init; }

    /// <summary>Starts in the background.</summary>
    public Task<RunStore> OpenStore(CancellationToken cancellation) => Task.Run(() => RunStore.OpenAsync(Location(), cancellation: cancellation), cancellation);

    /// <summary>A request that repeats this training.</summary>
    /// <exception cref="ArgumentException">A name or tag cannot be one.</exception>
    public RunRequest RequestOf(TrainRun run) => Label(new RunRequest
    {
        Architecture = run.Architecture,
        Data = run.Data.NameForRuns,
        Images = run.Data.ImagesForRuns,
        InitialWeights = run.WeightFile is null ? null : Path.GetFullPath(run.WeightFile),
        ContinueFrom = run.ModelFile is null ? null : Path.GetFullPath(run.ModelFile),
        Strangers = run.Strangers?.NameForRuns,
        Folds = run.Folds,
    }).With(Settings).Check();

    /// <summary>Creates the run.</summary>
    /// <returns>Null where it cannot be kept; a note says why.</returns>
    public KeptTraining? Begin(Terminal terminal, Task<RunStore> store, RunRequest request, RunDriver driver, string contentHash)
    {
        try
        {
            var run = ForegroundRun.BeginAsync(store.GetAwaiter().GetResult(), request, Note, CancellationToken.None).GetAwaiter().GetResult();
            return new KeptTraining(terminal, run, driver, contentHash);
        }
        catch (Exception e) when ((KeptTraining.IsOfKeeping(e) && e is not OperationCanceledException) || e is ArgumentException)
        {
            terminal.Note($"This run is not kept, but trained all the same: {Failure.OneLine(e)}");
            return null;
        }
    }
}
