using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>A watched run: each point is read from its folder once and kept.</summary>
internal sealed class WatchedRun(RunStore store, string id)
{
    private readonly TableTail<EpochMetrics> _epochs = new((path, from) => new MetricsFile(path).ReadOn(from));
    private readonly TableTail<StepMetrics> _steps = new((path, from) => new StepsFile(path).ReadOn(from));
    private readonly TableTail<UsageSample> _usage = new((path, from) => new UsageFile(path).ReadOn(from));

    /// <summary>As last read; null where there is none.</summary>
    public RunSnapshot? Now { get; private set; }

    /// <summary>Whether its folder may have changed although its row has not.</summary>
    public bool IsGrowing => Now?.Run.State == RunState.Running || _epochs.IsBehind || _steps.IsBehind || _usage.IsBehind;

    /// <summary>
    /// Reads what is new and returns whether anything was; <paramref name="isRunChanged"/>: whether the run's row may have changed.
    /// </summary>
    /// <returns>Whether anything was.</returns>
    public async Task<bool> ReadAsync(bool isRunChanged)
    {
        var run = isRunChanged || Now is null ? await store.FindAsync(id) : Now.Run;
        if (run?.Id != id)
        {
            var wasThere = Now is not null;
            Now = null;
            return wasThere;
        }
        var folder = store.FolderOf(id).Newest;
        var hasNews = _epochs.Read(folder.Metrics) | _steps.Read(folder.Steps) | _usage.Read(folder.Usage);
        if (Now is not null && !isRunChanged && !hasNews)
            return false;
        Now = new RunSnapshot(run, _epochs.Now, run.State == RunState.Succeeded ? [] : Underway(), _usage.Now);
        return true;
    }

    // Steps after the last finished epoch.
    private StepMetrics[] Underway()
    {
        var last = _epochs.Now is [.., var epoch] ? epoch.Epoch : 0;
        return [.. _steps.Now.Reverse().TakeWhile(s => s.Epoch > last).Reverse()];
    }
}
