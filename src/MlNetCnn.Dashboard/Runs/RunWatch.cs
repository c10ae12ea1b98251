namespace MlNetCnn.Dashboard;

/// <summary>A subscription, ended by disposal.</summary>
internal sealed class RunWatch(WatchedRun? run, Action changed, Action<RunWatch> end) : IDisposable
{
    /// <summary>The watched run; null where there is none, or where the list is watched.</summary>
    public RunSnapshot? Now => run?.Now;

    /// <summary>Completes after the first poll of the watch, when <see cref="Now"/> is set.</summary>
    public Task FirstLook { get; set; } = Task.CompletedTask;

    public void Tell() => changed();

    public void Dispose() => end(this);
}
