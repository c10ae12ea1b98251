namespace MlNetCnn.Experiments;

/// <summary>A process was killed because it exceeded its memory or time limit.</summary>
internal sealed class ProcessLimitException(string message) : InvalidOperationException(message);
