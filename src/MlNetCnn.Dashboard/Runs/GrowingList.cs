namespace MlNetCnn.Dashboard;

/// <summary>An append-only list with snapshots that need no copy.</summary>
internal sealed class GrowingList<T>
{
    private T[] _items = new T[16];
    private int _count;

    /// <summary>A snapshot; later additions do not change it.</summary>
    public ArraySegment<T> Now => new(_items, 0, _count);

    public void Add(IReadOnlyCollection<T> more)
    {
        if (_count + more.Count > _items.Length)
            Array.Resize(ref _items, Math.Max(_items.Length * 2, _count + more.Count));
        foreach (var item in more)
            _items[_count++] = item;
    }

    /// <summary>Starts over; earlier snapshots are unaffected.</summary>
    public void Replace(IReadOnlyCollection<T> all)
    {
        (_items, _count) = (new T[Math.Max(16, all.Count)], 0);
        Add(all);
    }
}
