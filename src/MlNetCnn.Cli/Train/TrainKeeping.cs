using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>Stores `mlnetcnn train` as a run; an unavailable store gives a note and does not stop training.</summary>
internal sealed class TrainKeeping
{
    public required Func<StoreLocation> Location { get; init; }

    public required string? Note { get; init; }

    /// <summary>The run to resume, or null for a new one.</summary>
    public required ResumedRun? Resumed { get; init; }

    /// <summary>Starts in the background.</summary>
    public Task<RunStore> OpenStore(CancellationToken cancellation) => Task.Run(() => RunStore.OpenAsync(Location(), cancellation: cancellation), cancellation);

    /// <summary>Creates the run, or takes the one to resume.</summary>
    /// <returns>Null where a new one cannot be kept; a note says why.</returns>
    public KeptTraining? Begin(Terminal terminal, Task<RunStore> store, RunRequest request, RunDriver driver, string contentHash)
    {
        try
        {
            var opened = store.GetAwaiter().GetResult();
            var run = (Resumed is null ? ForegroundRun.BeginAsync(opened, request, Note, CancellationToken.None) : ForegroundRun.ResumeAsync(opened, Resumed.Run.Id, CancellationToken.None))
                .GetAwaiter().GetResult();
            return new KeptTraining(terminal, run, driver, contentHash) { IsFirst = opened.ListAsync(new RunFilter { Take = 2 }).GetAwaiter().GetResult().Count == 1 };
        }
        catch (Exception e) when (Resumed is null && ((KeptTraining.IsOfKeeping(e) && e is not OperationCanceledException) || e is ArgumentException))
        {
            terminal.Note($"This training is not kept as a run: {Failure.OneLine(e)}");
            return null;
        }
    }
}
