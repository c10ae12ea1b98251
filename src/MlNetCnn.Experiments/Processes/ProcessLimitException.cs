namespace MlNetCnn.Experiments;

/// <summary>A process was ended because it took more memory or time than it may.</summary>
internal sealed class ProcessLimitException(string message) : InvalidOperationException(message);
