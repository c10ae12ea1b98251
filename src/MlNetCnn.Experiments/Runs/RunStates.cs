using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>The transitions between run states.</summary>
internal static class RunStates
{
    private static readonly ImmutableDictionary<RunState, ImmutableArray<RunState>> Next = new Dictionary<RunState, ImmutableArray<RunState>>
    {
        [RunState.Queued] = [RunState.Running, RunState.Paused, RunState.Cancelled],
        [RunState.Running] = [RunState.Paused, RunState.Succeeded, RunState.Failed, RunState.Cancelled, RunState.Interrupted],
        [RunState.Paused] = [RunState.Queued, RunState.Cancelled],
        [RunState.Interrupted] = [RunState.Queued, RunState.Running, RunState.Paused, RunState.Failed, RunState.Cancelled],
        [RunState.Failed] = [RunState.Queued],
        [RunState.Cancelled] = [RunState.Queued],
        [RunState.Succeeded] = [],
    }.ToImmutableDictionary();

    public static ImmutableArray<RunState> All { get; } = [.. Enum.GetValues<RunState>()];

    public static bool CanBecome(this RunState from, RunState to) => Next[from].Contains(to);

    /// <summary>The displayed word for a state; a pending request takes precedence.</summary>
    internal static string Word(this RunState state, RunWish wish = RunWish.None) => (state, wish) switch
    {
        (RunState.Running, RunWish.Pause) => "pausing",
        (RunState.Running, RunWish.Cancel) => "cancelling",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether a run in this state changes only on request: succeeded, failed or cancelled.</summary>
    public static bool IsOver(this RunState state) => state is RunState.Succeeded or RunState.Failed or RunState.Cancelled;

    public static bool IsWaiting(this RunState state) => state.CanBecome(RunState.Running);

    internal static RunState[] Before(RunState to) => [.. All.Where(from => from.CanBecome(to))];
}
