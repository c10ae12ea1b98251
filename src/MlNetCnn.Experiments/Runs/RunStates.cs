using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>The ways between the states of a run.</summary>
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

    /// <summary>All states.</summary>
    public static ImmutableArray<RunState> All { get; } = [.. Enum.GetValues<RunState>()];

    /// <summary>Whether a run may go from one state to the other.</summary>
    public static bool CanBecome(this RunState from, RunState to) => Next[from].Contains(to);

    /// <summary>The word for a state, wherever people read it; what was asked of a running run goes before.</summary>
    internal static string Word(this RunState state, RunWish wish = RunWish.None) => (state, wish) switch
    {
        (RunState.Running, RunWish.Pause) => "pausing",
        (RunState.Running, RunWish.Cancel) => "cancelling",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether nothing happens to a run in this state unless somebody asks for it: succeeded, failed or cancelled.</summary>
    public static bool IsOver(this RunState state) => state is RunState.Succeeded or RunState.Failed or RunState.Cancelled;

    /// <summary>Whether a worker may take a run in this state.</summary>
    public static bool IsWaiting(this RunState state) => state.CanBecome(RunState.Running);

    /// <summary>The states from which a run may come to this one.</summary>
    internal static RunState[] Before(RunState to) => [.. All.Where(from => from.CanBecome(to))];
}
