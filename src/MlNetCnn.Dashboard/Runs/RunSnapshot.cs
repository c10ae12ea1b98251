using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>A run and its curves at a moment; all pages that show the run share it.</summary>
public sealed class RunSnapshot
{
    private readonly Lazy<RunCurveSet> _curves;
    private readonly Lazy<UsageCurveSet> _usage;

    /// <param name="run">The run.</param>
    /// <param name="epochs">The epochs that are over.</param>
    /// <param name="steps">Moments within the epoch under way.</param>
    /// <param name="usage">What it took of its machine.</param>
    internal RunSnapshot(Run run, IReadOnlyList<EpochMetrics> epochs, IReadOnlyList<StepMetrics> steps, IReadOnlyList<UsageSample> usage)
    {
        (Run, Steps, Progress) = (run, steps, RunProgress.Of(run, epochs, steps));
        _curves = new(() => RunCurveSet.Of(epochs, steps));
        _usage = new(() => UsageCurveSet.Of(usage));
    }

    /// <summary>The run.</summary>
    public Run Run { get; }

    /// <summary>Moments within the epoch under way.</summary>
    internal IReadOnlyList<StepMetrics> Steps { get; }

    /// <summary>How far it is.</summary>
    public RunProgress Progress { get; }

    /// <summary>Its curves, made once for all who draw them.</summary>
    public RunCurveSet Curves => _curves.Value;

    /// <summary>What it took of its machine, likewise.</summary>
    public UsageCurveSet Usage => _usage.Value;
}
