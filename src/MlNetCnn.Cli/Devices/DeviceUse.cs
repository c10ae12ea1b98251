namespace MlNetCnn.Cli;

/// <summary>A device (<c>cpu</c> or <c>cuda:N</c>), and why training or scoring cannot use it; null where it can.</summary>
internal sealed record DeviceUse(string Name, Gpu? Gpu, string? Training, string? Scoring);
