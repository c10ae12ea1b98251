namespace MlNetCnn.Dashboard;

/// <summary>Somebody watches; disposed, nobody is told any more.</summary>
internal sealed class RunWatch(WatchedRun? run, Action changed, Action<RunWatch> end) : IDisposable
{
    /// <summary>The run that is watched as it is now; null where there is none, or where the list is what is watched.</summary>
    public RunSnapshot? Now => run?.Now;

    /// <summary>Ends when the store was looked at since the watch began: then <see cref="Now"/> is there.</summary>
    public Task FirstLook { get; set; } = Task.CompletedTask;

    public void Tell() => changed();

    public void Dispose() => end(this);
}
