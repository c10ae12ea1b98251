namespace MlNetCnn;

/// <summary>
/// Recognizes what exporters write as several nodes: GELU by Erf, SiLU and hard swish as products, layer normalization by means, group
/// normalization and channel shuffles by reshaping, padding in front of a convolution.
/// </summary>
internal sealed class GraphPatterns(DataGraph graph, GraphRun run)
{
    public const string ToChannelsLast = "ToChannelsLast", ToChannelsFirst = "ToChannelsFirst", Shuffle = "ChannelShuffle", Groups = "GroupNorm",
        Norm = "LayerNorm", Gelu = "Gelu", Silu = "SiLU", Swish = "HardSwish";

    /// <summary>Names given here, which ONNX does not know.</summary>
    public static readonly string[] OwnNames = [ToChannelsLast, ToChannelsFirst, Shuffle, Groups, Norm, Silu];

    private const double Tolerance = 1e-4;

    /// <summary>The node, or what it is together with those before it.</summary>
    public ReadNode Simplify(ReadNode node) => node.Operation switch
    {
        "Mul" or "Div" => Product(node) ?? Normalization(node) ?? node,
        "Transpose" => Transpose(node),
        "Reshape" => Shuffled(node) ?? Grouped(node) ?? node,
        "Conv" or "AveragePool" or "MaxPool" => Padded(node) ?? node,
        _ => node,
    };

    private ReadNode? Product(ReadNode node)
    {
        var factors = new List<string>();
        if (Factors(node, factors) is not { } number)
            return null;
        if (factors is [var only] && Clipped(only) is { } y)
            return Is(number, 1 / 6.0) ? Together(node, "HardSigmoid", y) with { Number = 1 } : null;
        if (factors is not [var left, var right])
            return null;
        foreach (var (x, gate) in new[] { (left, right), (right, left) })
        {
            var operation = graph.Producer(gate) is not { } producer ? null
                : Is(number, 1) && producer.Operation == "Sigmoid" && producer.Data[0] == x ? Silu
                : Is(number, 1) && IsHardSigmoid(producer) && producer.Data[0] == x ? Swish
                : Is(number, 1 / 6.0) && Clipped(gate) == x ? Swish
                : Is(number, 0.5) && IsOnePlusErf(producer, x) ? Gelu
                : null;
            if (operation is not null)
                return Together(node, operation, x);
        }
        return null;
    }

    /// <summary>The tensors that a product of products is made of, and the number they are multiplied by; null where it divides by a tensor.</summary>
    private double? Factors(ReadNode node, List<string> factors)
    {
        double number = 1;
        var (left, right) = (node.Proto.Input[0], node.Proto.Input[1]);
        if (node.Operation == "Div")
        {
            if (run.Constant(right)?.Scalar is not { } divisor)
                return null;
            number = 1 / divisor;
            right = "";
        }
        foreach (var input in new[] { left, right }.Where(i => i.Length > 0))
        {
            if (run.IsConstant(input))
            {
                if (run.Constant(input)?.Scalar is not { } factor)
                    return null;
                number *= factor;
            }
            else if (graph.Producer(input) is { Operation: "Mul" or "Div" } inner)
            {
                var before = factors.Count;
                if (Factors(inner, factors) is { } times)
                {
                    number *= times;
                    continue;
                }
                factors.RemoveRange(before, factors.Count - before);
                factors.Add(graph.Root(input));
            }
            else
            {
                factors.Add(graph.Root(input));
            }
        }
        return number;
    }

    /// <summary>x, where the tensor is min(max(x + 3, 0), 6).</summary>
    private string? Clipped(string tensor) =>
        graph.Producer(tensor) is { Operation: "Clip" } clip && GraphNumbers.Limits(clip, run) == (0, 6) && Plus(clip.Data[0], 3) is { } x ? x : null;

    private static bool IsHardSigmoid(ReadNode node) =>
        node.Operation == "HardSigmoid" && (node.Number == 1 || Is(node.Float("alpha", 0.2), 1 / 6.0) && Is(node.Float("beta", 0.5), 0.5));

    private bool IsOnePlusErf(ReadNode node, string x) =>
        Plus(node.Output, 1) is { } sum && graph.Producer(sum) is { Operation: "Erf" } erf && graph.Producer(erf.Data[0]) is { Operation: "Div" or "Mul" } scaled
        && scaled.Data is [var only] && only == x && new List<string>() is var factors && Factors(scaled, factors) is { } number && Is(number, Math.Sqrt(0.5));

    /// <summary>x, where the tensor is x plus this number.</summary>
    private string? Plus(string tensor, double number) =>
        graph.Producer(tensor) is { Operation: "Add", Data: [var x] } add
        && add.Proto.Input.Select(run.Constant).FirstOrDefault(c => c is not null)?.Scalar is { } added && Is(added, number) ? x : null;

    /// <summary>(x − mean) / √(mean((x − mean)²) + ε) over the last axis.</summary>
    private ReadNode? Normalization(ReadNode node)
    {
        if (node is not { Operation: "Div", Data: [var centered, var deviation] } || Centered(centered) is not { } x
            || graph.Producer(deviation) is not { Operation: "Sqrt", Data: [var variance] }
            || graph.Producer(variance) is not { Operation: "Add", Data: [var squares] } add
            || add.Proto.Input.Select(run.Constant).FirstOrDefault(c => c is not null)?.Scalar is not { } epsilon
            || graph.Producer(squares) is not { Operation: "ReduceMean", Data: [var square] } mean || !IsOverChannels(mean)
            || graph.Producer(square) is not { Operation: "Pow" or "Mul" } power || Centered(power.Data[0]) != x
            || power.Operation == "Pow" && run.Constant(power.Proto.Input[1])?.Scalar != 2)
            return null;
        return Together(node, Norm, x) with { Number = epsilon };
    }

    /// <summary>x, where the tensor is x minus its mean over the channels.</summary>
    private string? Centered(string tensor) =>
        graph.Producer(tensor) is { Operation: "Sub", Data: [var x, var mean] } && graph.Producer(mean) is { Operation: "ReduceMean" } reduce
        && reduce.Data[0] == x && IsOverChannels(reduce) ? x : null;

    private bool IsOverChannels(ReadNode mean)
    {
        var rank = run.Shape(mean.Data[0]).Length;
        var channels = graph.IsChannelsLast(mean.Data[0]) ? rank - 1 : 1;
        return rank == 4 && GraphNumbers.Axes(mean, run) is [var axis] && (axis + rank) % rank == channels;
    }

    private ReadNode Transpose(ReadNode node) => (node.Ints("perm"), graph.IsChannelsLast(node.Data[0])) switch
    {
        ([0, 2, 3, 1], false) => Together(node, ToChannelsLast, node.Data[0]),
        ([0, 3, 1, 2], true) => Together(node, ToChannelsFirst, node.Data[0]),
        _ => node,
    };

    private ReadNode? Shuffled(ReadNode node)
    {
        if (graph.Producer(node.Data[0]) is not { Operation: "Transpose", Data: [var grouped] } transpose || transpose.Ints("perm") is not [0, 2, 1, 3, 4]
            || graph.Producer(grouped) is not { Operation: "Reshape", Data: [var x] } || graph.IsChannelsLast(x))
            return null;
        return run.Shape(grouped) is [_, var groups, var each, _, _] && run.Shape(x) is [_, var channels, _, _] && groups * each == channels
            && run.Shape(node.Output).SequenceEqual(run.Shape(x))
            ? Together(node, Shuffle, x) with { Number = groups }
            : null;
    }

    private ReadNode? Grouped(ReadNode node)
    {
        if (graph.Producer(node.Data[0]) is not { Operation: "InstanceNormalization", Data: [var grouped] } norm
            || graph.Producer(grouped) is not { Operation: "Reshape", Data: [var x] } || graph.IsChannelsLast(x))
            return null;
        return run.Shape(node.Output).SequenceEqual(run.Shape(x)) && run.Shape(x).Length == 4
            ? Together(node, Groups, x) with { Number = run.Shape(grouped)[1], Inner = norm.Proto }
            : null;
    }

    private ReadNode? Padded(ReadNode node) =>
        graph.Producer(node.Data[0]) is { Operation: "Pad" } pad ? Together(node, node.Operation, pad.Data[0]) with { Inner = pad.Proto } : null;

    private static ReadNode Together(ReadNode node, string operation, string x) => node with { Operation = operation, Data = [x] };

    private static bool Is(double value, double wanted) => Math.Abs(value - wanted) < Tolerance;
}
