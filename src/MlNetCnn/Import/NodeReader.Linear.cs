namespace MlNetCnn;

internal sealed partial class NodeReader
{
    private IEnumerable<ReadStep> Gemm(ReadNode node)
    {
        if (node.Int("transA", 0) != 0 || node.Data[0] != _graph.Root(node.Proto.Input[0]))
            throw No(node, "multiplies from the other side, which is not read");
        var weight = Constant(node, 1, "weights");
        var alpha = (float)node.Float("alpha", 1);
        var matrix = node.Int("transB", 0) != 0 ? weight : Transpose(weight);
        if (alpha != 1)
            matrix = matrix with { Floats = [.. matrix.Floats.Select(v => v * alpha)] };
        var outputs = (int)matrix.Dims[0];
        if (node.Proto.Input.Count < 3 || node.Proto.Input[2].Length == 0)
            return [Named(node, new Linear(outputs) { Bias = false }, matrix.AsWeights())];
        var beta = (float)node.Float("beta", 1);
        var bias = Constant(node, 2, "bias").Floats;
        if (bias.Length != outputs && bias.Length != 1)
            throw No(node, $"has a bias of {bias.Length} values for {outputs} outputs");
        var values = Enumerable.Range(0, outputs).Select(i => beta * bias[bias.Length == 1 ? 0 : i]).ToArray();
        return [Named(node, new Linear(outputs), matrix.AsWeights(), Weights(values, outputs))];
    }

    private IEnumerable<ReadStep> MatMul(ReadNode node)
    {
        var weight = Constant(node, 1, "weights");
        var isImage = InputShape(node).Length == 4;
        if (weight.Dims.Length != 2 || isImage && !IsLast(node) || InputShape(node).Length is not (2 or 4))
            throw No(node, $"multiplies {string.Join('×', InputShape(node))} by {string.Join('×', weight.Dims)}, but a vector of features, or channels that come last, are needed");
        var matrix = Transpose(weight);
        return [Named(node, new Linear((int)matrix.Dims[0]) { Bias = false, PerPixel = isImage }, matrix.AsWeights())];
    }

    private static GraphConstant Transpose(GraphConstant matrix)
    {
        var (rows, columns) = ((int)matrix.Dims[0], (int)matrix.Dims[1]);
        var values = new float[matrix.Floats.Length];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                values[j * rows + i] = matrix.Floats[i * columns + j];
        }
        return new([columns, rows], values, []);
    }

    /// <summary>A sum or product with constants that are the same over all pixels.</summary>
    private IEnumerable<ReadStep> Affine(ReadNode node)
    {
        var inputs = node.Proto.Input;
        var isImage = InputShape(node).Length == 4;
        var words = node.Words;
        if (inputs.Count == 2 && inputs.Select(_graph.Root).Distinct().Count() == 1 && node.Operation is "Add" or "Sum")
            return [new AffineStep(Same(2), null, isImage, words)];
        var at = inputs.Count == 2 ? inputs.ToList().FindIndex(_run.IsConstant) : -1;
        if (at < 0 || node.Data.Length != 1)
            throw No(node, "combines the image with itself in a way that is not read");
        var constant = PerChannel(node, _run.Constant(inputs[at])!);
        return (node.Operation, at) switch
        {
            ("Add" or "Sum", _) => [new AffineStep(null, constant, isImage, words)],
            ("Sub", 1) => [new AffineStep(null, Each(v => -v), isImage, words)],
            ("Sub", 0) => [new AffineStep(Same(-1), constant, isImage, words)],
            ("Mul", _) => [new AffineStep(constant, null, isImage, words)],
            ("Div", 1) => [new AffineStep(Each(v => 1 / v), null, isImage, words)],
            _ => throw No(node, "divides by the image"),
        };

        float[] Each(Func<float, float> change) => [.. constant.Select(change)];

        float[] Same(float value) => [.. Enumerable.Repeat(value, Channels(node))];
    }

    private float[] PerChannel(ReadNode node, GraphConstant constant)
    {
        var shape = InputShape(node);
        var skipped = shape.Length - constant.Dims.Length;
        var axis = ChannelAxis(node);
        var fits = skipped >= 0 && constant.Floats.Length > 0
            && constant.Dims.Select((d, i) => d == 1 || i + skipped == axis && d == shape[axis]).All(fit => fit);
        if (!fits)
            throw No(node, $"combines {string.Join('×', shape)} with a constant of {string.Join('×', constant.Dims)}, but one value, or one a channel, is read");
        return constant.Floats.Length == 1 ? [.. Enumerable.Repeat(constant.Floats[0], shape[axis])] : constant.Floats;
    }
}
