using System.Numerics.Tensors;
using MlNetCnn.Onnx.Proto;
using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>Writes a model's weights into a graph, where layers find them under the names of the plan.</summary>
internal static class OnnxWeights
{
    /// <summary>What follows the name of weights that are kept in 16 bits; under the name itself they are widened.</summary>
    public const string Half = "/float16";

    /// <exception cref="InvalidOperationException">A value is out of float16's range.</exception>
    public static void Write(OnnxGraph graph, CnnModel model, OnnxPrecision precision)
    {
        foreach (var spec in model.Plan.Tensors)
        {
            long[] dimensions = [.. spec.Shape.Dimensions.Select(d => (long)d)];
            var values = model.Weights[spec.Name].Values.Span;
            // Biases and normalizations are next to nothing of the file, and variances may lie outside of 16 bits.
            if (precision != OnnxPrecision.Float16 || spec.Shape.IsFlat)
                graph.Constant(spec.Key, dimensions, values);
            else
                WriteHalf(graph, spec.Key, dimensions, values);
        }
    }

    private static void WriteHalf(OnnxGraph graph, string name, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values)
    {
        var halves = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, halves);
        if (Array.FindIndex(halves, h => !System.Half.IsFinite(h)) is >= 0 and var first)
            throw new InvalidOperationException(
                $"The weights '{name}' hold {values[first]:g4}, but 16-bit floats end at ±{(float)System.Half.MaxValue:0}: "
                + $"export them as {OnnxPrecision.Float32}.");
        graph.Constant(OnnxTensor.Write(name + Half, dimensions, halves));
        graph.Node("Cast", name, [name + Half], Int("to", (int)TensorProto.Types.DataType.Float));
    }
}
