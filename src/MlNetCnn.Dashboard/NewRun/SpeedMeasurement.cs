using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>A measured training speed, and the number of runs in training at that time.</summary>
internal sealed record SpeedMeasurement(SpeedAnswer Speed, int Beside);
