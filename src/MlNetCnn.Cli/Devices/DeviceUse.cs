namespace MlNetCnn.Cli;

/// <summary>A device, and why training or scoring cannot use it; null where it can.</summary>
/// <param name="Name"><c>cpu</c> or <c>cuda:N</c>.</param>
/// <param name="Gpu">What the driver tells of it; null for the CPU.</param>
/// <param name="Training">Why not, or null.</param>
/// <param name="Scoring">Why not, or null.</param>
internal sealed record DeviceUse(string Name, Gpu? Gpu, string? Training, string? Scoring);
