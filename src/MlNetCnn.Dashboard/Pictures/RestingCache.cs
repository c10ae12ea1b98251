namespace MlNetCnn.Dashboard;

/// <summary>
/// Caches values that are expensive to open, for a while after their last use. Of unused ones at most <paramref name="most"/> are kept; the
/// least recently used goes first.
/// </summary>
internal sealed class RestingCache<TKey, TValue>(TimeProvider time, TimeSpan rest, int most) : IDisposable
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Entry> _entries = [];

    /// <summary>Uses the value of a key on a pool thread, opening it if necessary.</summary>
    public Task<TResult> UseAsync<TResult>(TKey key, Func<TValue> open, Func<TValue, TResult> use) => Task.Run(() =>
    {
        var entry = Take(key, open);
        try
        {
            return use(entry.Value.Value);
        }
        finally
        {
            Give(key, entry);
        }
    });

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var key in _entries.Keys.ToArray())
                Remove(key);
        }
    }

    private Entry Take(TKey key, Func<TValue> open)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry))
                _entries.Add(key, entry = new Entry(new Lazy<TValue>(open), time.CreateTimer(_ => RemoveUnused(key), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan)));
            entry.Users++;
            return entry;
        }
    }

    private void Give(TKey key, Entry entry)
    {
        lock (_gate)
        {
            entry.Users--;
            entry.LastUse = time.GetTimestamp();
            // Failed to open: retry the next time.
            if (entry.Users == 0 && !entry.Value.IsValueCreated && _entries.GetValueOrDefault(key) == entry)
                Remove(key);
            else
                entry.Timer.Change(rest, Timeout.InfiniteTimeSpan);
            while (_entries.Count > most && _entries.Where(e => e.Value.Users == 0).OrderBy(e => e.Value.LastUse).Select(e => (KeyValuePair<TKey, Entry>?)e).FirstOrDefault() is { } oldest)
                Remove(oldest.Key);
        }
    }

    private void RemoveUnused(TKey key)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var entry) && entry.Users == 0)
                Remove(key);
        }
    }

    private void Remove(TKey key)
    {
        _entries.Remove(key, out var entry);
        entry!.Timer.Dispose();
        if (entry.Value.IsValueCreated && entry.Value.Value is IDisposable disposable)
            disposable.Dispose();
    }

    private sealed class Entry(Lazy<TValue> value, ITimer timer)
    {
        public Lazy<TValue> Value { get; } = value;

        public ITimer Timer { get; } = timer;

        public int Users { get; set; }

        public long LastUse { get; set; }
    }
}
