using MlNetCnn.Onnx.Proto;
using ElementType = MlNetCnn.Onnx.Proto.TensorProto.Types.DataType;

namespace MlNetCnn.Experiments;

/// <summary>Reads an ONNX file as a graph, which it tells first, and then as a network.</summary>
internal static class OnnxFileChild
{
    private const int MostNodes = 20_000, MostTensors = 64, LongestName = 120, NewClasses = 10;

    public static OnnxFileAnswer Read(OnnxFileRequest request, Action<OnnxFileAnswer> tell)
    {
        var graph = Graph(request.Path);
        tell(graph);
        var read = OnnxNetwork.Read(request.Path, new() { InputShape = request.Input, Layout = request.Layout }, classNames: null);
        var plan = read.Model.Plan;
        return graph with
        {
            Architecture = read.Classifier.ToJson(),
            Input = plan.Input,
            Classes = read.HasHead ? plan.Classes : NewClasses,
            Summary = read.IsOwn ? $"MlNetCnn saved this file: {plan.Steps.Length:n0} layers of {plan.Parameters:n0} parameters." : read.Summary,
        };
    }

    private static OnnxFileAnswer Graph(string path)
    {
        using var file = File.OpenRead(path);
        var onnx = OnnxFile.Parse(file, $"'{path}'");
        var constants = onnx.Graph.Initializer.GroupBy(t => t.Name).ToDictionary(g => g.Key, g => g.First());
        var shapes = onnx.Graph.ValueInfo.Concat(onnx.Graph.Input).Concat(onnx.Graph.Output).Where(v => v.Type?.TensorType?.Shape is not null)
            .GroupBy(v => v.Name).ToDictionary(g => g.Key, g => Shape(g.First().Type.TensorType.Shape.Dim.Select(d => d.HasDimParam ? d.DimParam : $"{d.DimValue}")));
        var nodes = onnx.Graph.Input.Where(i => !constants.ContainsKey(i.Name)).Select(i => new OnnxFileNode(Short(i.Name), OnnxFileNode.Input, [], [.. Tensors([i.Name])], 0))
            .Concat(onnx.Graph.Node.Select(Node))
            .Concat(onnx.Graph.Output.Select(o => new OnnxFileNode(Short(o.Name), OnnxFileNode.Output, [.. Tensors([o.Name])], [], 0)));
        return new([.. nodes.Take(MostNodes)], onnx.Graph.Node.Count, Short($"{onnx.ProducerName} {onnx.ProducerVersion}".Trim()));

        OnnxFileNode Node(NodeProto node) => new(Short(node.Name is { Length: > 0 } name ? name : node.Output.FirstOrDefault() ?? ""), Short(node.OpType), [.. Tensors(node.Input)], [.. Tensors(node.Output)],
            node.Input.Distinct().Sum(name => constants.TryGetValue(name, out var tensor) ? Parameters(tensor) : 0));

        // Left out inputs have no name.
        IEnumerable<OnnxFileTensor> Tensors(IEnumerable<string> names) => names.Where(name => name.Length > 0).Take(MostTensors).Select(name =>
            constants.TryGetValue(name, out var tensor)
                ? new OnnxFileTensor(Short(name), Shape(tensor.Dims.Select(d => $"{d}")), IsConstant: true)
                : new OnnxFileTensor(Short(name), shapes.GetValueOrDefault(name), IsConstant: false));
    }

    // A damaged file may state any dimensions.
    private static long Parameters(TensorProto tensor) => (ElementType)tensor.DataType is ElementType.Float or ElementType.Float16
        ? (long)Math.Min(tensor.Dims.Aggregate(1.0, (product, d) => product * Math.Max(0, d)), 1e12)
        : 0;

    private static string Shape(IEnumerable<string> dimensions) => string.Join('×', dimensions) is { Length: > 0 } shape ? Short(shape) : "scalar";

    private static string Short(string text) => text.Length <= LongestName ? text : $"{text[..LongestName]}…";
}
