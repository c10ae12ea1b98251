using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>What an ONNX file holds: its first nodes, and the network where it was read as one, or why it was not.</summary>
internal sealed record OnnxFileAnswer(ImmutableArray<OnnxFileNode> Nodes, int Count, string Producer)
{
    /// <summary>The description as JSON; null where the file is not read as a network.</summary>
    public string? Architecture { get; init; }

    public TensorShape? Input { get; init; }

    public int Classes { get; init; }

    /// <summary>What was read, in a sentence.</summary>
    public string? Summary { get; init; }

    /// <summary>Why it is not read as a network, in a sentence.</summary>
    public string? Reason { get; init; }
}
