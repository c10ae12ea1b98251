using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Benchmarks;

/// <summary>A run as its worker left it, to make many of.</summary>
/// <param name="Run">The run.</param>
/// <param name="Epochs">Its metrics by epoch.</param>
internal sealed record FinishedRun(Run Run, IReadOnlyList<EpochMetrics> Epochs);
