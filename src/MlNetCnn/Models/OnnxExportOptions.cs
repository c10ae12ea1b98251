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
    /// Not with <see cref="OnnxPrecision.Int8"/>.
    /// </summary>
    public ImmutableArray<string> Outputs { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>
    /// In what numbers the graph keeps its weights and computes. Input and probabilities are 32-bit floats in any case. Default: null, as
    /// in the file that the model was read from, which is <see cref="OnnxPrecision.Float32"/> for one that was trained.
    /// </summary>
    public OnnxPrecision? Precision { get; init; }

    /// <summary>The ranges that <see cref="OnnxPrecision.Int8"/> needs; nothing else reads them. Default: none.</summary>
    public Calibration? Calibration { get; init; }
}
