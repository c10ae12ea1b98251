using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>A node of a graph, an input or an output of it; the parameters are those of its constant floats.</summary>
public sealed record OnnxFileNode(string Name, string Operator, ImmutableArray<OnnxFileTensor> Inputs, ImmutableArray<OnnxFileTensor> Outputs, long Parameters)
{
    /// <summary>What stands for the operator where it is no node.</summary>
    public const string Input = "Input", Output = "Output";
}
