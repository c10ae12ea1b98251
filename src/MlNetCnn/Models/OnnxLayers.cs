using MlNetCnn.Onnx.Proto;
using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>Writes planned layers as ONNX nodes of opset 17. The one place that knows which operators a kind of layer is.</summary>
internal sealed class OnnxLayers(OnnxGraph graph)
{
    /// <summary>Writes layers one after another and returns the last one's tensor, or the input where there is none.</summary>
    public string Write(IEnumerable<LayerPlan> layers, string input) => layers.Aggregate(input, (x, layer) => Write(layer, x));

    private string Write(LayerPlan at, string x)
    {
        var output = at.Layer switch
        {
            Conv2d conv => Step(at, "Conv", x,
                Ints("kernel_shape", conv.Kernel), Ints("strides", conv.Stride), Pads(conv.Padding), Int("group", conv.Groups)),
            Linear => Step(at, "Gemm", x, Int("transB", 1)),
            BatchNorm2d norm => Step(at, "BatchNormalization", x, Float("epsilon", norm.Epsilon)),
            LayerNorm2d norm => LayerNorm(norm, at, x),
            ReLU => Step(at, "Relu", x),
            LeakyReLU leaky => Step(at, "LeakyRelu", x, Float("alpha", leaky.NegativeSlope)),
            GELU => Gelu(at, x),
            SiLU => Result(at, "Mul", [x, Between(at, "sigmoid", "Sigmoid", [x])]),
            Sigmoid => Step(at, "Sigmoid", x),
            Tanh => Step(at, "Tanh", x),
            MaxPool2d pool => Step(at, "MaxPool", x,
                Ints("kernel_shape", pool.Kernel), Ints("strides", pool.Stride ?? pool.Kernel), Pads(pool.Padding)),
            AvgPool2d pool => Step(at, "AveragePool", x,
                Ints("kernel_shape", pool.Kernel), Ints("strides", pool.Stride ?? pool.Kernel), Pads(pool.Padding), Int("count_include_pad", 1)),
            AdaptiveAvgPool2d pool => AdaptivePool(pool.Output, at, x),
            Flatten => Step(at, "Flatten", x, Int("axis", 1)),
            Dropout => x,
            Block => Write(at.Branches[0], x),
            Residual => Sum(at, x),
            Concat => Result(at, "Concat", [.. at.Branches.Select(branch => Write(branch, x))], Int("axis", 1)),
            _ => throw new NotSupportedException($"The ONNX export does not know the layer kind {at.Layer.GetType().Name}."),
        };
        graph.Resolve(at.Path, output, at.Output);
        return output;
    }

    /// <summary>A layer that is one operator: of its input and its weights, in PyTorch's order, which is ONNX's.</summary>
    private string Step(LayerPlan at, string operation, string x, params ReadOnlySpan<AttributeProto> attributes) =>
        Result(at, operation, [x, .. at.Tensors.Select(t => t.Name)], attributes);

    /// <summary>The node that gives a layer's output, called by the layer's path.</summary>
    private string Result(LayerPlan at, string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes) =>
        graph.Describe(graph.Node(operation, graph.Fresh(at.Path), inputs, attributes), at.Output);

    /// <summary>A node within a layer.</summary>
    private string Between(
        LayerPlan at, string role, string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes) =>
        graph.Node(operation, graph.Fresh($"{at.Path}/{role}"), inputs, attributes);

    private string Number(LayerPlan at, string role, double value) => graph.Constant(graph.Fresh($"{at.Path}/{role}"), [], [(float)value]);

    private string LayerNorm(LayerNorm2d norm, LayerPlan at, string x)
    {
        var last = Between(at, "channels_last", "Transpose", [x], Ints("perm", 0, 2, 3, 1)); // [N, C, H, W] → [N, H, W, C]
        var normalized = Between(at, "normalized", "LayerNormalization",
            [last, .. at.Tensors.Select(t => t.Name)], Int("axis", -1), Float("epsilon", norm.Epsilon));
        return Result(at, "Transpose", [normalized], Ints("perm", 0, 3, 1, 2)); // [N, H, W, C] → [N, C, H, W]
    }

    /// <summary>0.5·x·(1 + erf(x/√2)): ONNX has Gelu from opset 20 only. In this order ONNX Runtime recognizes and fuses it.</summary>
    private string Gelu(LayerPlan at, string x)
    {
        var scaled = Between(at, "scaled", "Div", [x, Number(at, "sqrt2", Math.Sqrt(2))]);
        var erf = Between(at, "erf", "Erf", [scaled]);
        var share = Between(at, "share", "Add", [erf, Number(at, "one", 1)]);
        var product = Between(at, "product", "Mul", [x, share]);
        return Result(at, "Mul", [product, Number(at, "half", 0.5)]);
    }

    private string Sum(LayerPlan at, string x)
    {
        var body = Write(at.Branches[0], x);
        var shortcut = Write(at.Branches[1], x);
        if (at.Branches[2] is not [var activation])
            return Result(at, "Add", [body, shortcut]);
        return Write(activation, graph.Describe(Between(at, "sum", "Add", [body, shortcut]), at.Branches[0][^1].Output));
    }

    private string AdaptivePool(Size2d output, LayerPlan at, string x)
    {
        var (height, width) = (at.Input.Height, at.Input.Width);
        if (output.Area == 1)
            return Step(at, "GlobalAveragePool", x);
        if (height % output.Height == 0 && width % output.Width == 0)
        {
            Size2d window = (height / output.Height, width / output.Width);
            return Step(at, "AveragePool", x, Ints("kernel_shape", window), Ints("strides", window));
        }
        // Windows of different sizes: a mean along the rows and one along the columns are products with constant matrices.
        graph.Reserve((long)output.Height * height + (long)width * output.Width);
        var rows = graph.Constant(graph.Fresh($"{at.Path}/rows"), [output.Height, height], Averaging(height, output.Height));
        var columns = graph.Constant(graph.Fresh($"{at.Path}/columns"), [width, output.Width], Averaging(width, output.Width, transposed: true));
        var means = Between(at, "row_means", "MatMul", [rows, x]); // [h, H] · [N, C, H, W] → [N, C, h, W]
        return Result(at, "MatMul", [means, columns]); // [N, C, h, W] · [W, w] → [N, C, h, w]
    }

    /// <summary>
    /// The matrix [m, n] that averages n values over PyTorch's m adaptive windows, from ⌊i·n/m⌋ up to ⌈(i+1)·n/m⌉; or its
    /// transpose [n, m].
    /// </summary>
    private static float[] Averaging(int n, int m, bool transposed = false)
    {
        var matrix = new float[(long)m * n];
        for (var i = 0L; i < m; i++)
        {
            var (start, end) = (i * n / m, ((i + 1) * n + m - 1) / m);
            for (var j = start; j < end; j++)
                matrix[transposed ? j * m + i : i * n + j] = 1f / (end - start);
        }
        return matrix;
    }
}
