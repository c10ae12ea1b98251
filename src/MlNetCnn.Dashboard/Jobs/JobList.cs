using System.Collections.Concurrent;

namespace MlNetCnn.Dashboard;

/// <summary>The work in the background of this server, with what it came to, for as long as the server runs.</summary>
internal sealed class JobList
{
    private readonly ConcurrentDictionary<string, Job> _jobs = new(StringComparer.Ordinal);

    /// <summary>Raised, on any thread, when a job began, came further or ended.</summary>
    public event Action<Job>? Changed;

    /// <summary>Every job, in no order.</summary>
    public IEnumerable<Job> All => _jobs.Values;

    /// <summary>The job of this key, or null.</summary>
    public Job? Find(string key) => _jobs.GetValueOrDefault(key);

    /// <summary>Starts work, unless the same goes on already: then that is given.</summary>
    /// <inheritdoc cref="TryStart"/>
    public Job Start(string key, string title, Func<Job, CancellationToken, Task<object?>> work)
    {
        TryStart(key, title, work, out var job);
        return job;
    }

    /// <summary>Starts work and gives true, unless the same goes on already.</summary>
    /// <param name="key">What it is known by.</param>
    /// <param name="title">What is done.</param>
    /// <param name="work">Does it, away from the caller's thread, and gives what it came to.</param>
    /// <param name="job">What was started, or goes on.</param>
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

    /// <summary>Forgets a job that is over, with its result.</summary>
    public void Forget(string key)
    {
        if (_jobs.TryGetValue(key, out var job) && !job.IsRunning && _jobs.TryRemove(KeyValuePair.Create(key, job)))
            Changed?.Invoke(job);
    }
}
