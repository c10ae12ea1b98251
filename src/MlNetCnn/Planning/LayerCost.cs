namespace MlNetCnn;

/// <summary>What one step of a network costs in memory, in bytes, for a batch.</summary>
/// <param name="Path">The layer's path.</param>
/// <param name="WeightBytes">Its own parameters and running statistics, as 32-bit floats.</param>
/// <param name="OutputBytes">Its output.</param>
/// <param name="SavedBytes">What it makes training keep for backward, beyond what an earlier layer keeps already.</param>
public sealed record LayerCost(string Path, long WeightBytes, long OutputBytes, long SavedBytes);
