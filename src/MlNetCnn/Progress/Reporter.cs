namespace MlNetCnn;

/// <summary>Tells at once: Progress&lt;T&gt; would hand reports to another thread, where they could arrive late and out of order.</summary>
internal sealed class Reporter<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
