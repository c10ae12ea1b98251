using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>How a model becomes an ONNX graph.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>The name of the graph's input, <c>[N, C, H, W]</c>. Default: <c>Features</c>, the column that ML.NET trainers read.</summary>
    public string InputName { get; init; } = "Features";

    /// <summary>
    /// Paths of layers or blocks whose outputs become outputs of the graph as well, under these names and in this order, behind
    /// <c>Score</c> and <c>PredictedIndex</c>. The path of a residual block means its output behind its activation. Default: none.
    /// </summary>
    public ImmutableArray<string> Outputs { get; init => field = value.IsDefault ? [] : value; } = [];
}
