using Microsoft.EntityFrameworkCore;

namespace MlNetCnn.Experiments;

internal sealed class RunTrash(RunStore store)
{
    /// <summary>Moves a run to the trash, from where it can be restored until the trash is emptied.</summary>
    /// <exception cref="StoreException">There is no such run, or a worker has it.</exception>
    public async Task<Run> ThrowAsync(string id, CancellationToken cancellation = default)
    {
        var run = await store.GetAsync(id, cancellation);
        await using var context = store.Database.Open();
        DateTimeOffset? now = store.Now;
        var thrown = await context.Runs.Where(r => r.Id == run.Id && r.State != RunState.Running)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.TrashedAt, r => r.TrashedAt ?? now), cancellation);
        return thrown == 1
            ? await store.GetAsync(run.Id, cancellation)
            : throw new StoreException($"The run {run.Id} is running: cancel it before you delete it.");
    }

    /// <exception cref="StoreException">There is no such run, or it is not in the trash.</exception>
    public async Task<Run> RestoreAsync(string id, CancellationToken cancellation = default)
    {
        var run = await store.GetAsync(id, cancellation);
        await using var context = store.Database.Open();
        var restored = await context.Runs.Where(r => r.Id == run.Id && r.TrashedAt != null)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.TrashedAt, (DateTimeOffset?)null), cancellation);
        return restored == 1
            ? await store.GetAsync(run.Id, cancellation)
            : throw new StoreException($"The run {run.Id} is not in the trash.");
    }

    /// <summary>Permanently deletes runs that have been in the trash for at least this long. Default: all.</summary>
    /// <returns>How many runs are gone.</returns>
    /// <exception cref="IOException">A folder cannot be removed: its run stays in the trash.</exception>
    public async Task<int> EmptyAsync(TimeSpan age = default, CancellationToken cancellation = default)
    {
        var before = store.Now - age;
        await using var context = store.Database.Open();
        var ids = await context.Runs.Where(r => r.TrashedAt != null && r.TrashedAt <= before).Select(r => r.Id).ToListAsync(cancellation);
        var gone = 0;
        foreach (var id in ids)
        {
            // Files first: a row without files is removed the next time, but files without a row would stay forever.
            var folder = store.FolderOf(id).Path;
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            gone += await context.Runs.Where(r => r.Id == id && r.TrashedAt != null).ExecuteDeleteAsync(cancellation);
        }
        return gone;
    }
}
