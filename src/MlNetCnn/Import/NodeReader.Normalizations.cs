namespace MlNetCnn;

internal sealed partial class NodeReader
{
    private IEnumerable<ReadStep> BatchNormalization(ReadNode node)
    {
        var tensors = Enumerable.Range(1, 4).Select(i => Constant(node, i, "statistics")).ToArray();
        var epsilon = node.Float("epsilon", 1e-5);
        if (node.Int("training_mode", 0) != 0)
            throw No(node, "normalizes by the batch, as in training: export the network in evaluation mode");
        if (InputShape(node).Length == 4 && !IsLast(node))
            return [Named(node, new BatchNorm2d { Epsilon = Round(epsilon) }, [.. tensors.Select(t => t.AsWeights())])];
        // Of a vector of features: a factor and a shift each.
        var factors = tensors[0].Floats.Zip(tensors[3].Floats, (scale, variance) => (float)(scale / Math.Sqrt(variance + epsilon))).ToArray();
        var shifts = tensors[1].Floats.Select((bias, i) => bias - tensors[2].Floats[i] * factors[i]).ToArray();
        return [new AffineStep(factors, shifts, InputShape(node).Length == 4, node.Words)];
    }

    private IEnumerable<ReadStep> InstanceNormalization(ReadNode node)
    {
        RequireImage(node);
        return [Named(node, new GroupNorm(Channels(node)) { Epsilon = Round(node.Float("epsilon", 1e-5)) },
            Constant(node, 1, "factors").AsWeights(), Constant(node, 2, "shifts").AsWeights())];
    }

    private IEnumerable<ReadStep> GroupNormalization(ReadNode node)
    {
        RequireImage(node);
        var groups = (int)node.Int("num_groups", 1);
        return [Named(node, new GroupNorm(groups) { Epsilon = Round(node.Float("epsilon", 1e-5)) },
            EachChannel(node, Constant(node, 1, "factors").Floats), EachChannel(node, Constant(node, 2, "shifts").Floats))];
    }

    /// <summary>An instance normalization between two reshapes.</summary>
    private IEnumerable<ReadStep> Grouped(ReadNode node)
    {
        var inner = new ReadNode(node.Inner!, node.Inner!.OpType, node.Output, node.Data);
        return [new LayerStep(new GroupNorm((int)node.Number) { Epsilon = Round(inner.Float("epsilon", 1e-5)) },
            EachChannel(node, Constant(inner, 1, "factors").Floats), EachChannel(node, Constant(inner, 2, "shifts").Floats))];
    }

    private IEnumerable<ReadStep> LayerNormalization(ReadNode node)
    {
        var rank = InputShape(node).Length;
        if (rank != 4 || !IsLast(node) || (node.Int("axis", -1) + rank) % rank != 3)
            throw No(node, $"normalizes {string.Join('×', InputShape(node))} over other axes than the channels of feature maps");
        var norm = Norm(node, node.Float("epsilon", 1e-5));
        var bias = node.Proto.Input.Count > 2 && node.Proto.Input[2].Length > 0 ? Constant(node, 2, "shifts").AsWeights() : norm.Weights[1];
        return [Named(node, norm.Layer, Constant(node, 1, "factors").AsWeights(), bias)];
    }

    private LayerStep Norm(ReadNode node, double epsilon) =>
        new(new LayerNorm2d { Epsilon = Round(epsilon) }, Filled(Channels(node), 1), Filled(Channels(node), 0));

    /// <summary>One value a channel, from one a group or a channel.</summary>
    private WeightTensor EachChannel(ReadNode node, float[] values)
    {
        var channels = Channels(node);
        return Weights([.. Enumerable.Range(0, channels).Select(c => values[c * values.Length / channels])], channels);
    }

    private void RequireImage(ReadNode node)
    {
        if (InputShape(node).Length != 4 || IsLast(node))
            throw No(node, $"normalizes {string.Join('×', InputShape(node))}, but N×C×H×W is needed");
    }
}
