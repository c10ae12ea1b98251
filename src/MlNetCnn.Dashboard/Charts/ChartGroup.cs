namespace MlNetCnn.Dashboard;

/// <summary>Charts that are read, zoomed and thinned out together: what is done on one shows on all.</summary>
public sealed class ChartGroup
{
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);

    /// <summary>Something was done on one of the charts.</summary>
    public event Action? Changed;

    /// <summary>The X that is read; null for none.</summary>
    public double? Reading { get; private set; }

    /// <summary>The visible range of X; null for all.</summary>
    public (double From, double To)? Window { get; private set; }

    public bool HidesSome => _hidden.Count > 0;

    public bool Shows(ChartSeries series) => !_hidden.Contains(series.Name);

    public void Read(double? x)
    {
        if (x == Reading)
            return;
        Reading = x;
        Changed?.Invoke();
    }

    public void Zoom((double From, double To)? window)
    {
        Window = window;
        Changed?.Invoke();
    }

    /// <summary>Hides a curve, or shows it again.</summary>
    public void Toggle(ChartSeries series)
    {
        if (!_hidden.Remove(series.Name))
            _hidden.Add(series.Name);
        Changed?.Invoke();
    }

    /// <summary>Hides all others; all of them show again where only this one is left.</summary>
    public void Isolate(ChartSeries series, IEnumerable<ChartSeries> all)
    {
        string[] others = [.. all.Select(s => s.Name).Where(name => name != series.Name)];
        var isAlone = Shows(series) && others.All(_hidden.Contains);
        _hidden.Clear();
        if (!isAlone)
            _hidden.UnionWith(others);
        Changed?.Invoke();
    }

    public void ShowAll()
    {
        _hidden.Clear();
        Changed?.Invoke();
    }
}
