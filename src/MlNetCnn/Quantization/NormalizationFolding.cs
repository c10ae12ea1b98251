using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>
/// Takes batch normalizations into the convolutions right before them: y = γ(Wx + b − μ)/√(σ² + ε) + β is a convolution again. ONNX Runtime
/// does so with floats, but not with integers.
/// </summary>
internal static class NormalizationFolding
{
    public static void Apply(GraphProto graph)
    {
        var constants = graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
        var users = graph.Node.SelectMany(n => n.Input.Select(i => (Tensor: i, Node: n))).ToLookup(u => u.Tensor, u => u.Node, StringComparer.Ordinal);
        foreach (var convolution in graph.Node.Where(n => n.OpType == "Conv").ToArray())
        {
            if (users[convolution.Output[0]].ToArray() is [{ OpType: "BatchNormalization" } normalization])
                Fold(graph, convolution, normalization, constants);
        }
        // What was described and is no more.
        var written = graph.Node.SelectMany(n => n.Output).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in graph.ValueInfo.Where(v => !written.Contains(v.Name)).ToArray())
            graph.ValueInfo.Remove(gone);
    }

    private static void Fold(GraphProto graph, NodeProto convolution, NodeProto normalization, Dictionary<string, TensorProto> constants)
    {
        var weight = constants[convolution.Input[1]];
        var (gamma, beta) = (Values(1), Values(2));
        var (mean, variance) = (Values(3), Values(4));
        var epsilon = normalization.Attribute.Single(a => a.Name == "epsilon").F;
        var weights = OnnxTensor.Read(weight); // [channels, inputs / groups, kernel height, kernel width]
        var bias = convolution.Input.Count > 2 ? OnnxTensor.Read(constants[convolution.Input[2]]) : new float[gamma.Length];
        var size = weights.Length / gamma.Length;
        for (var channel = 0; channel < gamma.Length; channel++)
        {
            var factor = gamma[channel] / Math.Sqrt(variance[channel] + (double)epsilon);
            foreach (ref var w in weights.AsSpan(channel * size, size))
                w = (float)(w * factor);
            bias[channel] = (float)((bias[channel] - mean[channel]) * factor + beta[channel]);
        }
        var shift = normalization.Input[2];
        foreach (var name in convolution.Input.Skip(2).Concat(normalization.Input.Skip(1)))
            graph.Initializer.Remove(constants[name]);
        graph.Initializer[graph.Initializer.IndexOf(weight)] = OnnxTensor.Write(weight.Name, [.. weight.Dims], weights);
        graph.Initializer.Add(OnnxTensor.Write(shift, [bias.Length], bias));
        if (convolution.Input.Count > 2)
            convolution.Input.RemoveAt(2);
        convolution.Input.Add(shift);
        convolution.Output[0] = convolution.Name = normalization.Output[0];
        graph.Node.Remove(normalization);

        float[] Values(int input) => OnnxTensor.Read(constants[normalization.Input[input]]);
    }
}
