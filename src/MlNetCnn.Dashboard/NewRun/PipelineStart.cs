using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>Puts what a form asks for into the queue.</summary>
internal sealed class PipelineStart(RunQueue queue, TimeProvider time)
{
    /// <summary>A name for a group that nobody named.</summary>
    public string NewGroup() => $"sweep-{time.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";

    /// <summary>Adds one run, and gives the address of its page.</summary>
    public async Task<string> AddAsync(RunRequest request, int priority, string? note) =>
        $"runs/{(await queue.AddAsync(request, priority, note)).Id}";

    /// <summary>
    /// Adds the runs of a sweep to a group, and gives the address of their comparison. What the group has already, from an earlier press of the
    /// button or the command line, is not done again.
    /// </summary>
    public async Task<string> AddAsync(IReadOnlyList<RunRequest> requests, string group, int priority, string? note)
    {
        await queue.AddAsync(requests, group, priority: priority, note: note);
        return $"{new ComparisonAddress([], group)}";
    }
}
