namespace MlNetCnn.Experiments;

/// <summary>Resource usage of a run's process at a point in time.</summary>
/// <param name="Seconds">The seconds it had worked by then, in all attempts together; what lies between them is not counted.</param>
/// <param name="CpuCores">The cores it kept busy since the sample before, on average.</param>
/// <param name="MemoryBytes">The memory it held (the resident set).</param>
/// <param name="GpuMemoryBytes">The memory of its GPU that was taken, by whomever; null on the CPU, or where the driver does not tell.</param>
/// <param name="GpuLoad">How busy its GPU was, from 0 to 1, by whomever; null as above.</param>
internal sealed record UsageSample(double Seconds, double CpuCores, long MemoryBytes, long? GpuMemoryBytes = null, double? GpuLoad = null);
