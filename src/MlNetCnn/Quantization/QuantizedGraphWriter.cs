using MlNetCnn.Onnx.Proto;
using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>
/// Puts pairs of QuantizeLinear and DequantizeLinear into a graph of floats, around whatever ONNX Runtime computes on integers; at load it
/// makes one operator of each group. Activations become unsigned bytes with one scale a tensor, weights signed ones with one a channel.
/// </summary>
internal sealed class QuantizedGraphWriter(GraphProto graph, QuantizedTensors tensors, Calibration calibration)
{
    private readonly Dictionary<string, TensorProto> _constants = graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
    private readonly List<NodeProto> _nodes = [];

    public void Write()
    {
        NodeProto[] nodes = [.. graph.Node];
        Round(graph.Input.Select(i => i.Name));
        foreach (var node in nodes)
        {
            if (node.OpType is "Conv" or "Gemm")
                WriteWeights(node);
            for (var i = 0; i < node.Input.Count; i++)
            {
                if (tensors.Contains(node.Input[i]))
                    node.Input[i] = Dequantized(node.Input[i]);
            }
            _nodes.Add(node);
            Round(node.Output);
        }
        graph.Node.Clear();
        graph.Node.Add(_nodes);
    }

    private void Round(IEnumerable<string> written)
    {
        foreach (var tensor in written.Where(tensors.Contains))
        {
            var measured = tensors.Measure(tensor);
            var (scale, zero) = ($"{measured}/scale", $"{measured}/zero_point");
            if (measured == tensor)
            {
                var range = calibration[tensor];
                Constant(OnnxTensor.Write(scale, [], [range.Scale]));
                Constant(OnnxTensor.Write(zero, [], [range.ZeroPoint]));
            }
            var quantized = Node("QuantizeLinear", $"{tensor}/quantized", [tensor, scale, zero]);
            Node("DequantizeLinear", Dequantized(tensor), [quantized, scale, zero]);
        }
    }

    /// <summary>Weights and biases of a convolution, [channels, …], or of a linear layer, [outputs, inputs].</summary>
    private void WriteWeights(NodeProto node)
    {
        var weight = _constants[node.Input[1]];
        var bias = node.Input.Count > 2 ? _constants[node.Input[2]] : null;
        var quantized = new QuantizedWeights(
            OnnxTensor.Read(weight), (int)weight.Dims[0], bias is null ? [] : OnnxTensor.Read(bias), calibration[tensors.Measure(node.Input[0])].Scale);
        long[] channels = [weight.Dims[0]];
        node.Input[1] = Replace(weight, OnnxTensor.Write($"{weight.Name}/int8", [.. weight.Dims], quantized.Weights),
            OnnxTensor.Write($"{weight.Name}/scale", channels, quantized.Scales),
            OnnxTensor.Write($"{weight.Name}/zero_point", channels, new sbyte[channels[0]]));
        if (bias is null)
            return;
        node.Input[2] = Replace(bias, OnnxTensor.Write($"{bias.Name}/int32", channels, quantized.Biases),
            OnnxTensor.Write($"{bias.Name}/scale", channels, quantized.BiasScales),
            OnnxTensor.Write($"{bias.Name}/zero_point", channels, new int[channels[0]]));
    }

    /// <summary>Writes integers for a constant of floats; under its name stands what they mean.</summary>
    private string Replace(TensorProto old, TensorProto integers, TensorProto scales, TensorProto zeros)
    {
        graph.Initializer.Remove(old);
        return Node("DequantizeLinear", old.Name, [Constant(integers), Constant(scales), Constant(zeros)], Int("axis", 0));
    }

    private string Constant(TensorProto tensor)
    {
        graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private string Node(string operation, string output, string[] inputs, params AttributeProto[] attributes)
    {
        _nodes.Add(new NodeProto { OpType = operation, Name = output, Input = { inputs }, Output = { output }, Attribute = { attributes } });
        return output;
    }

    private static string Dequantized(string tensor) => $"{tensor}/dequantized";
}
