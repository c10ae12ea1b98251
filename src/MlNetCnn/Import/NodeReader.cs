using System.Collections.Frozen;
using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Reads nodes of one input as layers.</summary>
internal sealed partial class NodeReader
{
    private readonly DataGraph _graph;
    private readonly GraphRun _run;
    private readonly FrozenDictionary<string, Func<ReadNode, IEnumerable<ReadStep>>> _operators;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public NodeReader(DataGraph graph, GraphRun run)
    {
        (_graph, _run) = (graph, run);
        _operators = new Dictionary<string, Func<ReadNode, IEnumerable<ReadStep>>>(StringComparer.Ordinal)
        {
            ["Conv"] = Convolution,
            ["ConvTranspose"] = Transposed,
            ["Gemm"] = Gemm,
            ["MatMul"] = MatMul,
            ["BatchNormalization"] = BatchNormalization,
            ["InstanceNormalization"] = InstanceNormalization,
            ["GroupNormalization"] = GroupNormalization,
            [GraphPatterns.Groups] = Grouped,
            ["LayerNormalization"] = LayerNormalization,
            [GraphPatterns.Norm] = node => [Norm(node, node.Number)],
            ["Relu"] = _ => [new LayerStep(new ReLU())],
            ["Clip"] = Clip,
            ["LeakyRelu"] = node => [new LayerStep(new LeakyReLU { NegativeSlope = Round(node.Float("alpha", 0.01)) })],
            ["PRelu"] = Slopes,
            ["Elu"] = node => [new LayerStep(new ELU { Alpha = Round(node.Float("alpha", 1)) })],
            [GraphPatterns.Gelu] = Gelu,
            [GraphPatterns.Silu] = _ => [new LayerStep(new SiLU())],
            ["Swish"] = _ => [new LayerStep(new SiLU())],
            ["HardSwish"] = _ => [new LayerStep(new Hardswish())],
            ["Sigmoid"] = _ => [new LayerStep(new Sigmoid())],
            ["HardSigmoid"] = HardSigmoid,
            ["Tanh"] = _ => [new LayerStep(new Tanh())],
            ["MaxPool"] = MaxPool,
            ["AveragePool"] = AveragePool,
            ["GlobalAveragePool"] = _ => [new LayerStep(new AdaptiveAvgPool2d(1))],
            ["GlobalMaxPool"] = node => [new LayerStep(new MaxPool2d((_run.Shape(node.Data[0])[2], _run.Shape(node.Data[0])[3])))],
            ["ReduceMean"] = ReduceMean,
            ["Resize"] = Resize,
            ["Upsample"] = Resize,
            ["Split"] = Split,
            ["Slice"] = Slice,
            [GraphPatterns.Shuffle] = node => [new LayerStep(new ChannelShuffle((int)node.Number))],
            [GraphPatterns.ToChannelsLast] = _ => [],
            [GraphPatterns.ToChannelsFirst] = _ => [],
            ["Flatten"] = Arrange,
            ["Reshape"] = Arrange,
            ["Squeeze"] = Arrange,
            ["Unsqueeze"] = Arrange,
            ["Add"] = Affine,
            ["Sum"] = Affine,
            ["Sub"] = Affine,
            ["Mul"] = Affine,
            ["Div"] = Affine,
        }.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The operators that are read, as ONNX calls them.</summary>
    public IEnumerable<string> Operators =>
        _operators.Keys.Except(GraphPatterns.OwnNames).Concat(["Concat", "Pad", "Transpose", "Identity", "Dropout", "Cast", "Expand", "Softmax"]).Order(StringComparer.Ordinal);

    /// <exception cref="UnsupportedNodeException">The node is no layer that is known here.</exception>
    public IEnumerable<ReadStep> Read(ReadNode node)
    {
        if (node.Proto.Domain is not ("" or "ai.onnx") || !_operators.TryGetValue(node.Operation, out var read))
            throw No(node, Operators.Contains(node.Proto.OpType)
                ? $"is not read at this place, on {string.Join('×', InputShape(node))}"
                : $"has an operator that is not read: there are {string.Join(", ", Operators)}");
        return read(node);
    }

    public static UnsupportedNodeException No(ReadNode node, string needs) => new(node.Words, needs);

    /// <summary>A layer with weights, called as those are where they have a name of PyTorch's.</summary>
    private LayerStep Named(ReadNode node, Layer layer, params ImmutableArray<WeightTensor> weights)
    {
        var weight = node.Proto.Input.Skip(1).FirstOrDefault() ?? "";
        var end = weight.LastIndexOf('.');
        var name = end > 0 && weight[end..] is ".weight" or ".bias" ? weight[..end].Replace('.', '_') : "";
        if (name.All(char.IsAsciiDigit) || !LayerNames.IsName(name) || !_names.Add(name))
            return new(layer, weights);
        return new(layer with { Name = name }, weights);
    }

    /// <summary>A constant input that has to be there.</summary>
    private GraphConstant Constant(ReadNode node, int index, string what) =>
        GraphNumbers.Input(node.Proto, index, _run) ?? throw No(node, $"takes its {what} from the image, but only constants are read");

    /// <summary>The number of dimensions that a node takes, with the batch's.</summary>
    public int Rank(ReadNode node) => InputShape(node).Length;

    private bool IsLast(ReadNode node) => _graph.IsChannelsLast(node.Data[0]);

    private int[] InputShape(ReadNode node) => _run.Shape(node.Data[0]);

    private int ChannelAxis(ReadNode node) => IsLast(node) ? InputShape(node).Length - 1 : 1;

    private int Channels(ReadNode node) => InputShape(node)[ChannelAxis(node)];

    private static WeightTensor Weights(float[] values, params int[] dimensions) => new(new TensorShape(dimensions), values);

    private static WeightTensor Filled(int count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return Weights(values, count);
    }

    /// <summary>Files keep 32-bit floats: 0.01 comes as 0.009999999776.</summary>
    private static double Round(double value) => Math.Round(value, 7) is var rounded && rounded != 0 ? rounded : value;
}
