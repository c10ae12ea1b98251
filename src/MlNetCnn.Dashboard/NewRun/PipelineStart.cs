using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>Queues the runs of a form.</summary>
internal sealed class PipelineStart(RunQueue queue, TimeProvider time)
{
    /// <summary>A default group name.</summary>
    public string NewGroup() => $"sweep-{time.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";

    /// <summary>Returns the URL of the run's page.</summary>
    public async Task<string> AddAsync(RunRequest request, int priority, string? note) =>
        $"runs/{(await queue.AddAsync(request, priority, note)).Id}";

    /// <summary>
    /// Adds the runs of a sweep to a group and returns the URL of their comparison. Runs that the group already has are skipped.
    /// </summary>
    public async Task<string> AddAsync(IReadOnlyList<RunRequest> requests, string group, int priority, string? note)
    {
        await queue.AddAsync(requests, group, priority: priority, note: note);
        return $"{new ComparisonAddress([], group)}";
    }
}
