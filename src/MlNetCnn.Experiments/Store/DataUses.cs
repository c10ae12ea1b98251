using Microsoft.EntityFrameworkCore;

namespace MlNetCnn.Experiments;

internal static class DataUses
{
    /// <summary>Number of runs by <see cref="RunRequest.Data"/>, including the trash, from which they can be restored.</summary>
    /// <exception cref="StoreException">The store cannot be reached.</exception>
    public static async Task<IReadOnlyDictionary<string, int>> CountRunsByDataAsync(this RunStore store, CancellationToken cancellation = default)
    {
        try
        {
            await using var context = store.Database.Open();
            return await context.Runs.GroupBy(r => r.Data).Select(g => new { Data = g.Key, Runs = g.Count() })
                .ToDictionaryAsync(g => g.Data, g => g.Runs, StringComparer.Ordinal, cancellation);
        }
        catch (Exception e) when (StoreException.IsOfDatabase(e))
        {
            throw StoreException.Of(store.Location, e);
        }
    }
}
