using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace MlNetCnn.Experiments;

/// <summary>A run leased to this worker. Writes are ignored once another worker has leased it.</summary>
internal sealed class LeasedRun(RunStore store, Run run, int token, TimeSpan lease)
{
    /// <summary>The run as of the claim.</summary>
    public Run Run => run;

    public int Token => token;

    /// <summary>Writes pending progress.</summary>
    /// <returns>False where the run is no longer this worker's: then nothing was written.</returns>
    public Task<bool> WriteAsync(RowUpdate update, CancellationToken cancellation) => WriteAsync(update, null, cancellation);

    /// <summary>Writes the last progress and the end of the run in one transaction.</summary>
    /// <inheritdoc cref="WriteAsync(RowUpdate, CancellationToken)" path="/returns"/>
    public Task<bool> EndAsync(RowUpdate update, RunEnding ending, CancellationToken cancellation) => WriteAsync(update, ending, cancellation);

    /// <summary>
    /// Settles the folder of the finished run and releases the lease. If this process dies first, another worker settles it, see <see
    /// cref="RunLeases.TakeUnsettledAsync"/>.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be written; the run is let go all the same.</exception>
    public async Task SettleAsync(CancellationToken cancellation = default)
    {
        try
        {
            var folder = store.FolderOf(run.Id);
            folder.Settle(token);
            RunCard.Save(await store.GetAsync(run.Id, cancellation), folder.Card);
        }
        finally
        {
            await using var context = store.Database.Open();
            await context.Runs.Where(r => r.Id == run.Id && r.Token == token && r.State != RunState.Running).ExecuteUpdateAsync(
                row => row.SetProperty(r => r.Worker, (string?)null).SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null), cancellation);
        }
    }

    private async Task<bool> WriteAsync(RowUpdate update, RunEnding? ending, CancellationToken cancellation)
    {
        await using var context = store.Database.Open();
        var mine = context.Runs.Where(r => r.Id == run.Id && r.Token == token && r.State == RunState.Running);
        return await mine.ExecuteUpdateAsync(row => Set(row, update, ending), cancellation) == 1
            || (ending is not null && await IsWrittenAsync(context, ending, cancellation));
    }

    // The connection may be lost between a commit and its confirmation.
    private Task<bool> IsWrittenAsync(RunContext context, RunEnding ending, CancellationToken cancellation) =>
        context.Runs.AnyAsync(r => r.Id == run.Id && r.Token == token && r.State == ending.State, cancellation);

    private void Set(UpdateSettersBuilder<RunRow> row, RowUpdate update, RunEnding? ending)
    {
        // At the end too: the folder still has to be settled.
        var until = store.Now + lease;
        row.SetProperty(r => r.LeaseUntil, until);
        if (update.Environment is { } environment)
        {
            var (text, hash, epochs) = (RunJson.ToLine(environment), update.ContentHash, update.TotalEpochs);
            row.SetProperty(r => r.Environment, text).SetProperty(r => r.ContentHash, hash).SetProperty(r => r.Epochs, epochs);
        }
        if (update.SoFar is { } soFar)
        {
            var (epoch, best, accuracy, speed) = soFar;
            row.SetProperty(r => r.Epoch, epoch).SetProperty(r => r.BestEpoch, best).SetProperty(r => r.BestAccuracy, accuracy)
                .SetProperty(r => r.ImagesPerSecond, speed).SetProperty(r => r.LostInARow, 0);
        }
        if (ending is not null)
            Set(row, ending);
    }

    private void Set(UpdateSettersBuilder<RunRow> row, RunEnding ending)
    {
        var state = RunState.Running.CanBecome(ending.State)
            ? ending.State
            : throw new InvalidOperationException($"A running run cannot become {ending.State}.");
        var sentence = ending.Sentence;
        row.SetProperty(r => r.State, state).SetProperty(r => r.Wish, RunWish.None).SetProperty(r => r.Sentence, sentence);
        DateTimeOffset? ended = state.IsOver() ? store.Now : null;
        row.SetProperty(r => r.EndedAt, ended);
        if (ending.Result is { } result)
        {
            var (text, accuracy) = (RunJson.ToLine(result), result.Test?.Accuracy);
            row.SetProperty(r => r.Result, text).SetProperty(r => r.Accuracy, accuracy);
        }
    }
}
