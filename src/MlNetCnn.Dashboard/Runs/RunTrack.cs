using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>One run that somebody watches: its points are read from the store once and kept.</summary>
internal sealed class RunTrack(RunStore store, string id)
{
    private readonly GrowingList<EpochMetrics> _epochs = new();
    private readonly UsageTail _usage = new();

    /// <summary>The run as last read; null where there is none.</summary>
    public RunSnapshot? Now { get; private set; }

    /// <summary>Reads what is new.</summary>
    /// <param name="isRunChanged">Whether the run's row may have changed.</param>
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
        var hasNewEpochs = await ReadEpochsAsync();
        var last = _epochs.Now is [.., var epoch] ? epoch.Epoch : 0;
        var steps = run.State == RunState.Succeeded ? [] : await store.StepsAsync(id, last);
        var hasNewUsage = _usage.Read(store.FolderOf(id).Newest.Usage);
        if (Now is not null && !isRunChanged && !hasNewEpochs && !hasNewUsage && Now.Steps.SequenceEqual(steps))
            return false;
        Now = new RunSnapshot(run, _epochs.Now, steps, _usage.Now);
        return true;
    }

    private async Task<bool> ReadEpochsAsync()
    {
        if (_epochs.Now is [.., var last])
        {
            var more = await store.EpochsAsync(id, last.Epoch - 1);
            if (more is [var same, ..] && same == last)
            {
                _epochs.Add([.. more.Skip(1)]);
                return more.Count > 1;
            }
        }
        // The first time, or a run that went on from its checkpoint told some epochs again.
        var before = _epochs.Now;
        _epochs.Replace([.. await store.EpochsAsync(id)]);
        return !before.SequenceEqual(_epochs.Now);
    }
}
