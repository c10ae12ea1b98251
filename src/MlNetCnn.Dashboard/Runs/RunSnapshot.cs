using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard.Runs;

/// <summary>A run and its curves at a moment; all pages that show the run share it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Epochs">The epochs that are over.</param>
/// <param name="Steps">Moments within the epoch under way.</param>
public sealed record RunSnapshot(Run Run, IReadOnlyList<EpochMetrics> Epochs, IReadOnlyList<StepMetrics> Steps)
{
    private readonly Lazy<RunCurveSet> _curves = new(() => RunCurveSet.Of(Epochs, Steps));

    /// <summary>Its curves, made once for all who draw them.</summary>
    public RunCurveSet Curves => _curves.Value;

    /// <summary>How far it is.</summary>
    public RunProgress Progress => RunProgress.Of(Run, Epochs, Steps);
}
