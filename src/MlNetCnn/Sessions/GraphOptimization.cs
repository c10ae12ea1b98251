namespace MlNetCnn;

/// <summary>How far ONNX Runtime rewrites a graph before it runs it.</summary>
public enum GraphOptimization
{
    /// <summary>Not at all: each node is run as it stands.</summary>
    None,

    /// <summary>Constants are folded and needless nodes removed.</summary>
    Basic,

    /// <summary>Neighboring nodes are fused as well.</summary>
    Extended,

    /// <summary>Memory layouts are chosen for the processor as well.</summary>
    All,
}
