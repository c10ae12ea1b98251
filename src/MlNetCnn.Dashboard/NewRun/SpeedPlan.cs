using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>What has to be timed to know how long all runs of a form take together.</summary>
internal sealed class SpeedPlan
{
    /// <summary>A sweep over more than these is judged by the first settings of each network.</summary>
    public const int MostTrials = 8;

    private readonly ImmutableArray<(RunRequest Run, SpeedTrial Trial)> _runs;

    private SpeedPlan(ImmutableArray<(RunRequest, SpeedTrial)> runs, bool isCoarse) => (_runs, IsCoarse) = (runs, isCoarse);

    /// <summary>Whether settings that take other times are judged by the first ones.</summary>
    public bool IsCoarse { get; }

    /// <summary>What to time, each once.</summary>
    public IReadOnlyList<SpeedTrial> Trials => [.. _runs.Select(r => r.Trial).DistinctBy(t => t.Key)];

    /// <summary>The same for forms that take the same time an image.</summary>
    public string Key => string.Join(' ', Trials.Select(t => t.Key));

    /// <summary>The plan of a form; null where its runs cannot start.</summary>
    public static SpeedPlan? Of(PipelineCheck check)
    {
        if (check.Data is not { } data || check.Recipe is null || check.Runs.Count == 0 || check.Networks.Any(n => n.View?.Plan is null))
            return null;
        var shape = check.View!.Input;
        ImmutableArray<(RunRequest Run, SpeedTrial Trial)> exact = [.. check.Runs.Select(run => (run, SpeedTrial.Of(run, data, shape)))];
        if (exact.DistinctBy(r => r.Trial.Key).Count() <= MostTrials)
            return new(exact, isCoarse: false);
        var first = exact.DistinctBy(r => r.Run.Architecture).ToDictionary(r => r.Run.Architecture, r => r.Trial);
        return new([.. exact.Select(r => (r.Run, first[r.Run.Architecture]))], isCoarse: true);
    }

    /// <summary>How long all runs take, one after another; null until everything is timed.</summary>
    /// <param name="find">What was measured of a trial, or null.</param>
    public TimeSpan? Total(Func<SpeedTrial, SpeedAnswer?> find)
    {
        var total = TimeSpan.Zero;
        foreach (var (run, trial) in _runs)
        {
            if (find(trial) is not { } speed)
                return null;
            total += trial.RunOf(run, speed);
        }
        return total;
    }
}
