using MlNetCnn.Onnx.Proto;
using ElementType = MlNetCnn.Onnx.Proto.TensorProto.Types.DataType;

namespace MlNetCnn;

/// <summary>The values of classes that a graph of others gives.</summary>
internal sealed class ForeignOutput
{
    private static readonly string[] PassOn = ["Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Cast", "Dropout"];

    private readonly string _source;

    /// <exception cref="InvalidDataException">The graph gives no values of classes.</exception>
    /// <exception cref="ArgumentException">There are not as many as class names, or the options name another output.</exception>
    public ForeignOutput(GraphProto graph, OnnxClassifierOptions options, int? classes, string source)
    {
        _source = source;
        var value = Find(graph, options.OutputName);
        Name = value.Name;
        var type = (ElementType)(value.Type?.TensorType?.ElemType ?? 0);
        if (type is not (ElementType.Undefined or ElementType.Float or ElementType.Float16))
            throw new InvalidDataException(
                $"{source} has output '{Name}' of ONNX type {(int)type}, but a float for each class is needed: name the output of the scores "
                + $"in {nameof(OnnxClassifierOptions)}.{nameof(options.OutputName)}.");
        // Behind the batch dimension; sizes of 1 do not count, and what is open is seen when the graph is tried.
        var sizes = value.Type?.TensorType?.Shape?.Dim.Skip(1).Select(d => d.DimValue).ToArray() ?? [];
        var found = sizes.Aggregate(1L, (product, size) => product * size);
        if (sizes.Length > 0 && found > 0 && classes is { } named && found != named)
            throw new ArgumentException(
                $"{source} gives {found} values for each image in '{Name}' ({ForeignInput.Text(value.Type!.TensorType.Shape!.Dim)}), "
                + $"but got {named} class names: give one for each value.");
        NeedsSoftmax = options.AddSoftmax ?? !EndsInSoftmax(graph, Name);
    }

    public string Name { get; }

    public bool NeedsSoftmax { get; }

    private ValueInfoProto Find(GraphProto graph, string? wanted)
    {
        var names = string.Join(", ", graph.Output.Select(o => $"'{o.Name}'"));
        if (wanted is not null)
            return graph.Output.FirstOrDefault(o => o.Name == wanted)
                ?? throw new ArgumentException($"{_source} has no output '{wanted}', only {names}.");
        return graph.Output.Count == 1 ? graph.Output[0] : throw new ArgumentException(
            $"{_source} has {graph.Output.Count} outputs ({names}): say which gives a value for each class in "
            + $"{nameof(OnnxClassifierOptions)}.{nameof(OnnxClassifierOptions.OutputName)}.");
    }

    private bool EndsInSoftmax(GraphProto graph, string tensor)
    {
        for (var step = 0; step < graph.Node.Count && graph.Node.FirstOrDefault(n => n.Output.Contains(tensor)) is { } node; step++)
        {
            if (node.OpType == "Softmax")
                return true;
            if (node.OpType == "Sigmoid")
                throw new ArgumentException(
                    $"{_source} ends in a sigmoid, whose values are a yes or no to each class and no distribution over them: set "
                    + $"{nameof(OnnxClassifierOptions)}.{nameof(OnnxClassifierOptions.AddSoftmax)} to say what to make of them.");
            // LogSoftmax as well is followed by a softmax, which takes the logarithm back.
            if (!PassOn.Contains(node.OpType))
                return false;
            tensor = node.Input.FirstOrDefault() ?? "";
        }
        return false;
    }
}
