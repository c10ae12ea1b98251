using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>The measurements needed to estimate the duration of all runs of a form.</summary>
internal sealed class SpeedPlan
{
    /// <summary>A sweep with more trials is estimated by the first settings of each network.</summary>
    public const int MostTrials = 8;

    private readonly ImmutableArray<(RunRequest Run, SpeedTrial Trial)> _runs;

    private SpeedPlan(ImmutableArray<(RunRequest, SpeedTrial)> runs, bool isCoarse) => (_runs, IsCoarse) = (runs, isCoarse);

    /// <summary>Whether the estimate ignores settings that affect speed.</summary>
    public bool IsCoarse { get; }

    /// <summary>Without duplicates.</summary>
    public IReadOnlyList<SpeedTrial> Trials => [.. _runs.Select(r => r.Trial).DistinctBy(t => t.Key)];

    /// <summary>Equal for forms with the same trials.</summary>
    public string Key => string.Join(' ', Trials.Select(t => t.Key));

    /// <summary>Null where the form's runs cannot start.</summary>
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

    /// <summary>The total duration of all runs in sequence; null until everything is measured.</summary>
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
