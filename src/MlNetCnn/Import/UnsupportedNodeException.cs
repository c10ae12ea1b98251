namespace MlNetCnn;

/// <summary>A node of a graph cannot be described as a layer.</summary>
/// <param name="node">The node in words.</param>
/// <param name="needs">What is wrong with it, as a sentence goes on.</param>
internal sealed class UnsupportedNodeException(string node, string needs) : Exception($"node {node} {needs}");
