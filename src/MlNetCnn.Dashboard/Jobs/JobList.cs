using System.Collections.Concurrent;

namespace MlNetCnn.Dashboard;

/// <summary>The background jobs of this server and their results, until it stops.</summary>
internal sealed class JobList
{
    private readonly ConcurrentDictionary<string, Job> _jobs = new(StringComparer.Ordinal);

    /// <summary>Raised on any thread when a job starts, progresses or ends.</summary>
    public event Action<Job>? Changed;

    /// <summary>In no particular order.</summary>
    public IEnumerable<Job> All => _jobs.Values;

    public Job? Find(string key) => _jobs.GetValueOrDefault(key);

    /// <summary>Starts a job, or returns the running one with the same key.</summary>
    /// <inheritdoc cref="TryStart"/>
    public Job Start(string key, string title, Func<Job, CancellationToken, Task<object?>> work)
    {
        TryStart(key, title, work, out var job);
        return job;
    }

    /// <summary>Starts a job on a pool thread and returns true, unless one with the same key is running.</summary>
    public bool TryStart(string key, string title, Func<Job, CancellationToken, Task<object?>> work, out Job job)
    {
        var fresh = new Job(key, title, j => Changed?.Invoke(j));
        job = _jobs.AddOrUpdate(key, fresh, (_, old) => old.IsRunning ? old : fresh);
        if (job != fresh)
            return false;
        Changed?.Invoke(job);
        _ = job.RunAsync(work);
        return true;
    }

    /// <summary>Removes a finished job and its result.</summary>
    public void Forget(string key)
    {
        if (_jobs.TryGetValue(key, out var job) && !job.IsRunning && _jobs.TryRemove(KeyValuePair.Create(key, job)))
            Changed?.Invoke(job);
    }
}
