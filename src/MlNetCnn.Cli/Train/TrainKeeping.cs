using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>How `mlnetcnn train` keeps what it does as a run; a store that cannot be used is told of and stops nothing.</summary>
internal sealed class TrainKeeping
{
    /// <summary>Where the store is.</summary>
    public required Func<StoreLocation> Location { get; init; }

    /// <summary>Puts name, group and tags onto a request.</summary>
    public required Func<RunRequest, RunRequest> Label { get; init; }

    public required string? Note { get; init; }

    /// <summary>The settings that were given, by name.</summary>
    public required IEnumerable<KeyValuePair<string, string>> Settings { get; init; }

    /// <summary>Opens the store, while the caller does something else.</summary>
    public Task<RunStore> OpenStore(CancellationToken cancellation) => Task.Run(() => RunStore.OpenAsync(Location(), cancellation: cancellation), cancellation);

    /// <summary>The request that does the same on another machine, or here once more.</summary>
    /// <exception cref="ArgumentException">A name or tag cannot be one.</exception>
    public RunRequest RequestOf(Architecture architecture, DataRequest data, string? weights, string? model) => Label(new RunRequest
    {
        Architecture = architecture,
        Data = data.NameForRuns,
        Images = data.ImagesForRuns,
        InitialWeights = weights is null ? null : Path.GetFullPath(weights),
        ContinueFrom = model is null ? null : Path.GetFullPath(model),
    }).With(Settings).Check();

    /// <summary>Begins the run.</summary>
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
