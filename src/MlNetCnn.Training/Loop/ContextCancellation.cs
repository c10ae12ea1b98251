using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MlNetCnn.Training;

/// <summary>Cancels what a fit does when its <see cref="MLContext"/> is cancelled, as AutoML does when its time is over, or its token is.</summary>
internal sealed class ContextCancellation : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    // ML.NET tells nobody, keeps the flag to itself and its trainers look at it now and then.
    private static readonly PropertyInfo? IsCanceled = typeof(IHost).Assembly.GetType("Microsoft.ML.Runtime.ICancelable")?.GetProperty("IsCanceled");

    private readonly CancellationTokenSource _source;
    private readonly Timer _timer;

    /// <param name="host">Registered with the context, which it is cancelled along with.</param>
    /// <param name="cancellationToken">The token of the options.</param>
    public ContextCancellation(IHost host, CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancelAlongWith(host);
        _timer = new Timer(_ => CancelAlongWith(host), null, Look, Look);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        using var ended = new ManualResetEvent(initialState: false);
        if (_timer.Dispose(ended))
            ended.WaitOne();
        _source.Dispose();
    }

    private void CancelAlongWith(IHost host)
    {
        if (IsCanceled?.GetValue(host) is true)
            _source.Cancel();
    }
}
