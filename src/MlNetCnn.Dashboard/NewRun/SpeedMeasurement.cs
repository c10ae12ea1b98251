using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>What timing came to.</summary>
/// <param name="Speed">How fast it was.</param>
/// <param name="Beside">How many runs trained meanwhile.</param>
internal sealed record SpeedMeasurement(SpeedAnswer Speed, int Beside);
