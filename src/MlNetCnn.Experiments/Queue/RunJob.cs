using Hangfire;

namespace MlNetCnn.Experiments;

/// <summary>What Hangfire calls on a worker: a sign to look for waiting runs, no particular one.</summary>
/// <param name="take">Takes runs until none waits.</param>
internal sealed class RunJob(Func<CancellationToken, Task> take)
{
    /// <summary>Takes runs until none waits. It is not tried again: the rows say what is left.</summary>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public Task TakeAsync(string queue, CancellationToken cancellation)
    {
        _ = queue; // for whoever looks at the jobs
        return take(cancellation);
    }
}
