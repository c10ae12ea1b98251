using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>A snapshot of a run and its curves, shared by all pages that show the run.</summary>
public sealed class RunSnapshot
{
    private readonly Lazy<RunCurveSet> _curves;
    private readonly Lazy<UsageCurveSet> _usage;

    /// <summary><paramref name="epochs"/> are finished; <paramref name="steps"/> belong to the current epoch.</summary>
    internal RunSnapshot(Run run, IReadOnlyList<EpochMetrics> epochs, IReadOnlyList<StepMetrics> steps, IReadOnlyList<UsageSample> usage)
    {
        (Run, Epochs, Steps, Progress) = (run, epochs, steps, RunProgress.Of(run, epochs, steps));
        _curves = new(() => RunCurveSet.Of(epochs, steps));
        _usage = new(() => UsageCurveSet.Of(usage));
    }

    public Run Run { get; }

    /// <summary>The epochs that are finished.</summary>
    internal IReadOnlyList<EpochMetrics> Epochs { get; }

    /// <summary>Steps of the current epoch.</summary>
    internal IReadOnlyList<StepMetrics> Steps { get; }

    public RunProgress Progress { get; }

    /// <summary>Created once for all pages.</summary>
    public RunCurveSet Curves => _curves.Value;

    /// <summary>Created once for all pages.</summary>
    public UsageCurveSet Usage => _usage.Value;
}
