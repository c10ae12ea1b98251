using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MlNetCnn.Experiments;

/// <summary>The unique name of a worker process.</summary>
/// <param name="Machine">The machine's name.</param>
/// <param name="ProcessId">The process on it.</param>
/// <param name="StartedAt">When the process began, in seconds since 1970: numbers of processes come again.</param>
internal sealed record WorkerName(string Machine, int ProcessId, long StartedAt)
{
    // The computed start time of a process may differ between observers.
    private const int SecondsOfDoubt = 2;

    public static WorkerName Own { get; } = Of(Process.GetCurrentProcess());

    /// <summary>Whether the worker ran on this machine and its process has exited. Other machines can tell only by its silence.</summary>
    public static bool IsKnownDead(string name) => Parse(name) is { } worker && worker.Machine == Environment.MachineName && !worker.IsAlive();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Machine}/{ProcessId}/{StartedAt}");

    private static WorkerName Of(Process process)
    {
        using (process)
            return new(Environment.MachineName, process.Id, new DateTimeOffset(process.StartTime).ToUnixTimeSeconds());
    }

    private static WorkerName? Parse(string name) => name.Split('/') is [.., var id, var start]
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
        && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var startedAt)
            ? new(name[..(name.Length - id.Length - start.Length - 2)], processId, startedAt)
            : null;

    private bool IsAlive()
    {
        try
        {
            return Math.Abs(Of(Process.GetProcessById(ProcessId)).StartedAt - StartedAt) <= SecondsOfDoubt;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            return true; // it is there, but another user's
        }
    }
}
