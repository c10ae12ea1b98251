namespace MlNetCnn.Components;

/// <summary>
/// Charts that are read, zoomed and thinned out together: what is done on one shows on all. Cascade it around the charts, and keep it as long
/// as they are shown.
/// </summary>
/// <example><code>&lt;CascadingValue Value="_group"&gt;&lt;LineChart … /&gt;&lt;LineChart … /&gt;&lt;/CascadingValue&gt;</code></example>
public sealed class ChartGroup
{
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);

    /// <summary>Something was done on one of the charts.</summary>
    internal event Action? Changed;

    /// <summary>The X that is read; null for none.</summary>
    internal double? Reading { get; private set; }

    /// <summary>The visible range of X; null for all.</summary>
    internal (double From, double To)? Window { get; private set; }

    internal bool HidesSome => _hidden.Count > 0;

    internal bool Shows(ChartSeries series) => !_hidden.Contains(series.Name);

    internal void Read(double? x)
    {
        if (x == Reading)
            return;
        Reading = x;
        Changed?.Invoke();
    }

    internal void Zoom((double From, double To)? window)
    {
        Window = window;
        Changed?.Invoke();
    }

    /// <summary>Hides a curve, or shows it again.</summary>
    internal void Toggle(ChartSeries series)
    {
        if (!_hidden.Remove(series.Name))
            _hidden.Add(series.Name);
        Changed?.Invoke();
    }

    /// <summary>Hides all others; all of them show again where only this one is left.</summary>
    internal void Isolate(ChartSeries series, IEnumerable<ChartSeries> all)
    {
        string[] others = [.. all.Select(s => s.Name).Where(name => name != series.Name)];
        var isAlone = Shows(series) && others.All(_hidden.Contains);
        _hidden.Clear();
        if (!isAlone)
            _hidden.UnionWith(others);
        Changed?.Invoke();
    }

    internal void ShowAll()
    {
        _hidden.Clear();
        Changed?.Invoke();
    }
}
