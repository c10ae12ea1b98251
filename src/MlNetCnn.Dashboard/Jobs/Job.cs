namespace MlNetCnn.Dashboard;

/// <summary>A background job whose progress any page can show.</summary>
#pragma warning disable CA1001 // A source of cancellation without a timer holds nothing to let go of, and people may press Stop at any time.
public sealed class Job
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Action<Job> _changed;

    internal Job(string key, string title, Action<Job> changed) => (Key, Title, _changed) = (key, title, changed);

    /// <summary>Only one job per key runs at a time.</summary>
    public string Key { get; }

    /// <summary>For example <c>Downloading mnist</c>.</summary>
    public string Title { get; }

    /// <summary>The progress as text.</summary>
    public string Words { get; private set; } = "Starting";

    /// <summary>The progress from 0 to 1; null if unknown.</summary>
    public double? Share { get; private set; }

    public JobState State { get; private set; }

    /// <summary>Why it failed, or null.</summary>
    public string? Sentence { get; private set; }

    public object? Result { get; private set; }

    public bool IsRunning => State == JobState.Running;

    /// <summary>Requests cancellation.</summary>
    public void Cancel()
    {
        if (IsRunning)
            _stop.Cancel();
    }

    internal async Task RunAsync(Func<Job, CancellationToken, Task<object?>> work)
    {
        try
        {
            Result = await Task.Run(() => work(this, _stop.Token), CancellationToken.None);
            End(JobState.Done, null);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            End(JobState.Cancelled, null);
        }
#pragma warning disable CA1031 // Whatever it was, somebody waits for the answer, and the server goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            End(JobState.Failed, BrowserWords.Of(e));
        }
    }

    internal void Tell(string words, double? share = null)
    {
        (Words, Share) = (words, share);
        _changed(this);
    }

    private void End(JobState state, string? sentence)
    {
        (Sentence, State) = (sentence, state);
        _changed(this);
    }
}
