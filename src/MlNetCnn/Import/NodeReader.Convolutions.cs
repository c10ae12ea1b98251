namespace MlNetCnn;

internal sealed partial class NodeReader
{
    private IEnumerable<ReadStep> Convolution(ReadNode node)
    {
        var weight = Constant(node, 1, "kernels");
        RequireTwoDimensions(node, weight);
        Size2d kernel = ((int)weight.Dims[2], (int)weight.Dims[3]);
        var window = WindowOf(node, kernel);
        var (before, behind) = Padding(node, window);
        var values = weight.Floats;
        var mode = PaddingMode.Zeros;
        if (node.Inner is { } pad)
        {
            var (padBefore, padBehind, padMode) = PadOf(node, pad);
            if (padMode != PaddingMode.Zeros && (before != 0 || behind != 0))
                throw No(node, "pads with zeros behind a Pad of another mode, of which only one is read");
            (before, behind, mode) = (Sum(before, padBefore), Sum(behind, padBehind), padMode);
        }
        var output = _run.Shape(node.Output);
        var input = _run.Shape(node.Data[0]);
        if (before != behind && !Gives(window with { Padding = before }, input, output))
        {
            if (mode != PaddingMode.Zeros)
                throw No(node, $"has padding {before} before and {behind} behind of another mode than zeros: both must be the same");
            (kernel, values) = Enlarged(weight, kernel, window.Dilation, before, behind) ?? throw No(node, $"has padding {before} before and {behind} behind, which its dilation cannot make up for");
            before = (Math.Max(before.Height, behind.Height), Math.Max(before.Width, behind.Width));
        }
        var bias = Bias(node);
        var layer = new Conv2d((int)weight.Dims[0], kernel)
        {
            Stride = window.Stride,
            Padding = before,
            PaddingMode = mode,
            Dilation = window.Dilation,
            Groups = (int)node.Int("group", 1),
            Bias = bias is not null,
        };
        var kernels = Weights(values, (int)weight.Dims[0], (int)weight.Dims[1], kernel.Height, kernel.Width);
        return [bias is null ? Named(node, layer, kernels) : Named(node, layer, kernels, bias)];
    }

    private IEnumerable<ReadStep> Transposed(ReadNode node)
    {
        var weight = Constant(node, 1, "kernels");
        RequireTwoDimensions(node, weight);
        var window = WindowOf(node, ((int)weight.Dims[2], (int)weight.Dims[3]));
        if (node.Text("auto_pad", "NOTSET") is not "NOTSET" || node.Ints("output_shape") is not null)
            throw No(node, "leaves its padding to the runtime (auto_pad, output_shape), but pads are needed");
        var (before, behind) = Padding(node, window);
        if (before != behind)
            throw No(node, $"has padding {before} before and {behind} behind, but both must be the same");
        var bias = Bias(node);
        var groups = (int)node.Int("group", 1);
        var layer = new ConvTranspose2d((int)weight.Dims[1] * groups, window.Kernel)
        {
            Stride = window.Stride,
            Padding = before,
            OutputPadding = Pair(node.Ints("output_padding"), 0),
            Dilation = window.Dilation,
            Groups = groups,
            Bias = bias is not null,
        };
        return [bias is null ? Named(node, layer, weight.AsWeights()) : Named(node, layer, weight.AsWeights(), bias)];
    }

    private WeightTensor? Bias(ReadNode node) =>
        node.Proto.Input.Count > 2 && node.Proto.Input[2].Length > 0 ? Constant(node, 2, "bias").AsWeights() : null;

    /// <summary>
    /// A kernel with rows and columns of zeros on the side that is padded less, so that both are padded the same and its values fall where
    /// they did. Null where the dilation does not divide the difference.
    /// </summary>
    private static (Size2d, float[])? Enlarged(GraphConstant weight, Size2d kernel, Size2d dilation, Size2d before, Size2d behind)
    {
        var (rows, columns) = (behind.Height - before.Height, behind.Width - before.Width);
        if (rows % dilation.Height != 0 || columns % dilation.Width != 0)
            return null;
        (rows, columns) = (rows / dilation.Height, columns / dilation.Width);
        Size2d larger = (kernel.Height + Math.Abs(rows), kernel.Width + Math.Abs(columns));
        var (top, left) = (Math.Max(0, rows), Math.Max(0, columns));
        var values = new float[weight.Floats.Length / kernel.Area * larger.Area];
        for (var i = 0; i < weight.Floats.Length / kernel.Width; i++)
        {
            var (map, row) = Math.DivRem(i, kernel.Height);
            weight.Floats.AsSpan(i * kernel.Width, kernel.Width).CopyTo(values.AsSpan(map * larger.Area + (row + top) * larger.Width + left));
        }
        return (larger, values);
    }

    private (Size2d Before, Size2d Behind, PaddingMode Mode) PadOf(ReadNode node, Onnx.Proto.NodeProto proto)
    {
        var pad = new ReadNode(proto, proto.OpType, proto.Output[0], node.Data);
        var mode = pad.Text("mode", "constant") switch
        {
            "constant" => PaddingMode.Zeros,
            "reflect" => PaddingMode.Reflect,
            "edge" => PaddingMode.Replicate,
            var other => throw No(pad, $"has mode '{other}', but constant, reflect and edge are read"),
        };
        if (mode == PaddingMode.Zeros && (GraphNumbers.Input(proto, 2, _run)?.Scalar ?? pad.Float("value", 0)) != 0)
            throw No(pad, "pads with another number than 0");
        if (GraphNumbers.Ints(proto, "pads", 1, _run) is not [0, 0, var top, var left, 0, 0, var bottom, var right] || Math.Min(Math.Min(top, left), Math.Min(bottom, right)) < 0)
            throw No(pad, "does not pad height and width alone");
        return (((int)top, (int)left), ((int)bottom, (int)right), mode);
    }

    private static Window WindowOf(ReadNode node, Size2d kernel) =>
        new(kernel, Pair(node.Ints("strides"), 1), 0) { Dilation = Pair(node.Ints("dilations"), 1) };

    /// <summary>The padding before and behind, worked out where it is left to the runtime.</summary>
    private (Size2d Before, Size2d Behind) Padding(ReadNode node, Window window)
    {
        var auto = node.Text("auto_pad", "NOTSET");
        if (auto is "SAME_UPPER" or "SAME_LOWER")
        {
            var (input, output) = (_run.Shape(node.Data[0]), _run.Shape(node.Output));
            var rows = Needed(input[2], output[2], window.Extent.Height, window.Stride.Height);
            var columns = Needed(input[3], output[3], window.Extent.Width, window.Stride.Width);
            Size2d less = (rows / 2, columns / 2), more = (rows - rows / 2, columns - columns / 2);
            return auto == "SAME_UPPER" ? (less, more) : (more, less);
        }
        return node.Ints("pads") switch
        {
            null or [] => (0, 0),
            [var top, var left, var bottom, var right] => (((int)top, (int)left), ((int)bottom, (int)right)),
            _ => throw No(node, "has pads of another number than four"),
        };

        static int Needed(int from, int to, int extent, int stride) => Math.Max(0, (to - 1) * stride + extent - from);
    }

    private static bool Gives(Window window, int[] input, int[] output) => window.Places(input[2], input[3]) == (output[2], output[3]);

    private void RequireTwoDimensions(ReadNode node, GraphConstant weight)
    {
        if (weight.Dims.Length != 4 || weight.Floats.Length == 0 || IsLast(node))
            throw No(node, $"convolves with kernels of {string.Join('×', weight.Dims)}, but floats of out×in×height×width on N×C×H×W are needed");
    }

    private static Size2d Pair(long[]? values, int otherwise) =>
        values is [var height, var width] ? (checked((int)height), checked((int)width)) : otherwise;

    private static Size2d Sum(Size2d left, Size2d right) => (left.Height + right.Height, left.Width + right.Width);
}
