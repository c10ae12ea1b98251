using Hangfire;

namespace MlNetCnn.Experiments;

/// <summary>The Hangfire job on a worker: a signal to look for waiting runs, not for a particular one.</summary>
internal sealed class RunJob(Func<CancellationToken, Task> take)
{
    /// <summary>Not retried: the rows say what is left.</summary>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public Task TakeAsync(string queue, CancellationToken cancellation)
    {
        _ = queue; // for whoever looks at the jobs
        return take(cancellation);
    }
}
