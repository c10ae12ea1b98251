using Microsoft.EntityFrameworkCore;

namespace MlNetCnn.Experiments;

internal static class RunEdits
{
    /// <summary>Updates the store and the run's folder.</summary>
    /// <exception cref="StoreException">There is no such run.</exception>
    /// <exception cref="ArgumentException">The name is empty, or a tag cannot be one.</exception>
    public static async Task<Run> EditAsync(this RunStore store, string id, RunEdit edit, CancellationToken cancellation = default)
    {
        if (edit.Name is { } name && string.IsNullOrWhiteSpace(name))
            throw new ArgumentException("A run needs a name.", nameof(edit));
        var run = await store.GetAsync(id, cancellation);
        await using (var context = store.Database.Open())
        {
            var row = await context.Runs.Include(r => r.Tags).SingleAsync(r => r.Id == run.Id, cancellation);
            row.Name = edit.Name ?? row.Name;
            row.Note = NullIfEmpty(edit.Note ?? row.Note);
            row.Group = NullIfEmpty(edit.Group ?? row.Group);
            row.Priority = edit.Priority ?? row.Priority;
            if (edit.Tags is { } tags)
            {
                foreach (var tag in tags)
                    RunRequest.CheckTag(tag);
                row.Tags.RemoveAll(t => !tags.Contains(t.Tag));
                row.Tags.AddRange(tags.Distinct(StringComparer.Ordinal).Where(t => row.Tags.All(r => r.Tag != t)).Select(t => new TagRow { RunId = row.Id, Tag = t }));
            }
            await context.SaveChangesAsync(cancellation);
        }
        return await store.RefreshCardAsync(run.Id, cancellation);
    }

    internal static async Task<Run> SetSpeedAsync(this RunStore store, string id, ScoringSpeed speed, CancellationToken cancellation)
    {
        var text = RunJson.ToLine(speed);
        await using (var context = store.Database.Open())
            await context.Runs.Where(r => r.Id == id).ExecuteUpdateAsync(row => row.SetProperty(r => r.Speed, text), cancellation);
        return await store.RefreshCardAsync(id, cancellation);
    }

    /// <summary>Rewrites <c>run.json</c> if the run has one.</summary>
    internal static async Task<Run> RefreshCardAsync(this RunStore store, string id, CancellationToken cancellation)
    {
        var run = await store.GetAsync(id, cancellation);
        var card = store.FolderOf(run.Id).Card;
        if (File.Exists(card))
            RunCard.Save(run, card);
        return run;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
