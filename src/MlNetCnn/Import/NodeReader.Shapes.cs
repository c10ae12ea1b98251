namespace MlNetCnn;

internal sealed partial class NodeReader
{
    private IEnumerable<ReadStep> MaxPool(ReadNode node)
    {
        var (window, before, behind) = Pool(node);
        var (input, output) = (_run.Shape(node.Data[0]), _run.Shape(node.Output));
        if (node.Inner is { } pad)
        {
            if (before != 0 || behind != 0)
                throw No(node, "pads once more behind a Pad, of which only one is read");
            (before, behind, var mode) = PadOf(node, pad);
            if (mode != PaddingMode.Zeros || _graph.Producer(node.Data[0])?.Operation is not ("Relu" or "Clip" or "Sigmoid"))
                throw No(node, "takes the maximum over padded values, which is read for zeros behind a ReLU only: elsewhere the padding must be the MaxPool's own");
        }
        var stated = window with { Padding = before, CeilMode = node.Int("ceil_mode", 0) != 0 };
        var pool = before == behind || Gives(stated, input, output) ? stated : stated with { CeilMode = true };
        if (!Gives(pool, input, output))
            throw No(node, $"has padding {before} before and {behind} behind, but both must give the same as one of them");
        return [new LayerStep(new MaxPool2d(pool.Kernel) { Stride = Stride(pool), Padding = pool.Padding, Dilation = pool.Dilation, CeilMode = pool.CeilMode })];
    }

    private IEnumerable<ReadStep> AveragePool(ReadNode node)
    {
        var (window, before, behind) = Pool(node);
        var (input, output) = (_run.Shape(node.Data[0]), _run.Shape(node.Output));
        var counts = node.Int("count_include_pad", 0) != 0;
        if (node.Inner is { } pad)
        {
            if (before != 0 || behind != 0)
                throw No(node, "pads once more behind a Pad, of which only one is read");
            (before, behind, var mode) = PadOf(node, pad);
            counts = mode == PaddingMode.Zeros ? true : throw No(node, "averages over mirrored or repeated values, which is not read");
        }
        if (window.Dilation != 1 || !Gives(window with { Padding = before }, input, output))
            throw No(node, $"has padding {before} before and {behind} behind, a dilation, or a size that is rounded up, which is not read");
        if (before == 0 && behind == 0 && window.Kernel == (input[2], input[3]))
            return [new LayerStep(new AdaptiveAvgPool2d(1))];
        return [new LayerStep(new AvgPool2d(window.Kernel) { Stride = Stride(window), Padding = before, CountIncludePad = before == 0 || counts })];
    }

    private (Window Window, Size2d Before, Size2d Behind) Pool(ReadNode node)
    {
        if (node.Ints("kernel_shape") is not [var height, var width] || IsLast(node))
            throw No(node, "pools over other axes than height and width of N×C×H×W");
        var window = WindowOf(node, ((int)height, (int)width));
        var (before, behind) = Padding(node, window);
        return (window, before, behind);
    }

    private static Size2d? Stride(Window window) => window.Stride == window.Kernel ? null : window.Stride;

    private IEnumerable<ReadStep> ReduceMean(ReadNode node)
    {
        var rank = InputShape(node).Length;
        long[] spatial = IsLast(node) ? [1, 2] : [2, 3];
        var axes = GraphNumbers.Axes(node, _run)?.Select(a => (a + rank) % rank).Order().ToArray() ?? [];
        if (rank != 4 || !axes.SequenceEqual(spatial))
            throw No(node, $"averages {string.Join('×', InputShape(node))} over axes {string.Join(", ", axes)}, but only height and width together are read");
        return node.Int("keepdims", 1) != 0
            ? [new LayerStep(new AdaptiveAvgPool2d(1))]
            : [new LayerStep(new AdaptiveAvgPool2d(1)), new LayerStep(new Flatten())];
    }

    private IEnumerable<ReadStep> Resize(ReadNode node)
    {
        var (input, output) = (_run.Shape(node.Data[0]), _run.Shape(node.Output));
        var mode = node.Text("mode", "nearest");
        var transformation = node.Text("coordinate_transformation_mode", node.Operation == "Upsample" ? "asymmetric" : "half_pixel");
        var nearest = node.Text("nearest_mode", node.Operation == "Upsample" ? "floor" : "round_prefer_floor");
        var isWhole = input.Length == 4 && !IsLast(node) && input[1] == output[1] && output[2] % input[2] == 0 && output[3] % input[3] == 0;
        var isKnown = (mode, transformation, nearest) switch
        {
            ("nearest", "asymmetric", "floor") => true,
            ("nearest", "half_pixel" or "pytorch_half_pixel", "round_prefer_floor" or "round_prefer_ceil") => true,
            ("linear", "half_pixel" or "pytorch_half_pixel", _) => true,
            _ => false,
        };
        if (!isWhole || !isKnown)
            throw No(node, $"resizes {string.Join('×', input)} to {string.Join('×', output)} by '{mode}' with '{transformation}' and '{nearest}': "
                + "whole factors of height and width are read, by nearest (each value repeated) or by linear with half_pixel");
        return [new LayerStep(new Upsample((output[2] / input[2], output[3] / input[3])) { Mode = mode == "linear" ? UpsampleMode.Bilinear : UpsampleMode.Nearest })];
    }

    private IEnumerable<ReadStep> Split(ReadNode node)
    {
        var rank = InputShape(node).Length;
        if (rank != 4 || (node.Int("axis", 0) + rank) % rank != ChannelAxis(node))
            throw No(node, "splits along another axis than the channels");
        var start = node.Proto.Output.Take(node.Index).Sum(o => _run.Shape(o)[ChannelAxis(node)]);
        return [new LayerStep(new ChannelSlice(start, _run.Shape(node.Output)[ChannelAxis(node)]))];
    }

    private IEnumerable<ReadStep> Slice(ReadNode node)
    {
        var rank = InputShape(node).Length;
        var starts = GraphNumbers.Ints(node.Proto, "starts", 1, _run);
        var axes = GraphNumbers.Ints(node.Proto, "axes", 3, _run) ?? [.. Enumerable.Range(0, starts?.Length ?? 0).Select(i => (long)i)];
        var steps = GraphNumbers.Input(node.Proto, 4, _run)?.Numbers;
        if (rank != 4 || starts is not [var start] || (axes[0] + rank) % rank != ChannelAxis(node) || steps?.Any(s => s != 1) == true)
            throw No(node, "takes a slice along another axis than the channels, along several, or in steps");
        return [new LayerStep(new ChannelSlice((int)(start < 0 ? start + Channels(node) : start), _run.Shape(node.Output)[ChannelAxis(node)]))];
    }

    /// <summary>Reshape and its kind: feature maps to a vector, and 1×1 feature maps back.</summary>
    private IEnumerable<ReadStep> Arrange(ReadNode node)
    {
        var (input, output) = (InputShape(node), _run.Shape(node.Output));
        if (input is [_, var c, var h, var w] && output is [_, var features] && features == c * h * w
            && (!IsLast(node) || c * h == 1 || features == w))
            return [new LayerStep(new Flatten())];
        if (input is [_, var flat] && output is [_, var channels, 1, 1] && flat == channels)
            return [new UnflattenStep(node.Words)];
        throw No(node, $"arranges {string.Join('×', input)} as {string.Join('×', output)}, but only N×C×H×W to a vector, and vectors to N×C×1×1, are read");
    }
}
