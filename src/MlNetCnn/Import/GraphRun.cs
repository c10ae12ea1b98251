using Microsoft.ML.OnnxRuntime;
using MlNetCnn.Onnx.Proto;
using ElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace MlNetCnn;

/// <summary>
/// One run of a graph on an image of random values, with all of its tensors: it gives their shapes, the values of those that only come of
/// constants and shapes (exporters compute shapes within the graph), and what the graph gives in the end.
/// </summary>
internal sealed class GraphRun
{
    // What does not depend on the values of its input, but on its shape.
    private static readonly HashSet<string> OfShapes = ["Shape", "Size"];

    private readonly Dictionary<string, GraphConstant> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _shapes = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">ONNX Runtime cannot run the graph on such an image.</exception>
    public GraphRun(ModelProto onnx, string input, long[] inputDims, float[] image, string output, string source)
    {
        _shapes[input] = [.. inputDims.Select(d => (int)d)];
        foreach (var initializer in onnx.Graph.Initializer)
            Keep(initializer);
        var fixedNames = Independent(onnx.Graph);
        using var session = ScoringSession.Open(
            WithAllOutputs(onnx), new ScoringOptions { Device = "cpu", Optimization = GraphOptimization.None }, source, out _);
        using var pixels = OrtValue.CreateTensorValueFromMemory(image, inputDims);
        using var run = new RunOptions();
        try
        {
            using var outputs = session.Run(run, [input], [pixels], session.OutputNames);
            foreach (var (name, value) in session.OutputNames.Zip(outputs).Where(o => o.Second.IsTensor))
                Keep(name, value, fixedNames.Contains(name));
            var at = session.OutputNames.ToList().IndexOf(output);
            Output = outputs[at].GetTensorDataAsSpan<float>().ToArray();
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"{source} cannot be run on an image of {string.Join('×', inputDims.Skip(1))}: ONNX Runtime says '{e.Message.Trim()}'.", e);
        }
    }

    /// <summary>What the graph gave for the image.</summary>
    public float[] Output { get; }

    public bool IsConstant(string tensor) => tensor.Length == 0 || _constants.ContainsKey(tensor);

    /// <summary>A constant by its name, or null where it is none.</summary>
    public GraphConstant? Constant(string tensor) => _constants.GetValueOrDefault(tensor);

    /// <summary>The sides of a tensor for one image, the batch's first.</summary>
    public int[] Shape(string tensor) => _shapes[tensor];

    private static byte[] WithAllOutputs(ModelProto onnx)
    {
        var copy = onnx.Clone();
        copy.Graph.Output.Clear();
        copy.Graph.Output.Add(copy.Graph.Node.SelectMany(n => n.Output).Where(o => o.Length > 0).Select(o => new ValueInfoProto { Name = o }));
        return Google.Protobuf.MessageExtensions.ToByteArray(copy);
    }

    private HashSet<string> Independent(GraphProto graph)
    {
        var names = _constants.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var node in graph.Node.Where(n => OfShapes.Contains(n.OpType) || n.Input.All(i => i.Length == 0 || names.Contains(i))))
            names.UnionWith(node.Output);
        return names;
    }

    private void Keep(TensorProto tensor)
    {
        var floats = tensor.DataType is (int)TensorProto.Types.DataType.Float or (int)TensorProto.Types.DataType.Float16;
        _constants[tensor.Name] = new([.. tensor.Dims], floats ? OnnxTensor.Read(tensor) : [], floats ? [] : OnnxTensor.ReadNumbers(tensor));
    }

    private void Keep(string name, OrtValue value, bool isConstant)
    {
        var about = value.GetTensorTypeAndShape();
        _shapes[name] = [.. about.Shape.Select(d => (int)d)];
        if (!isConstant)
            return;
        _constants[name] = about.ElementDataType switch
        {
            ElementType.Float => new(about.Shape, value.GetTensorDataAsSpan<float>().ToArray(), []),
            ElementType.Float16 => new(about.Shape, [.. value.GetTensorDataAsSpan<Float16>().ToArray().Select(h => (float)h)], []),
            ElementType.Double => new(about.Shape, [.. value.GetTensorDataAsSpan<double>().ToArray().Select(d => (float)d)], []),
            ElementType.Int64 => new(about.Shape, [], value.GetTensorDataAsSpan<long>().ToArray()),
            ElementType.Int32 => new(about.Shape, [], [.. value.GetTensorDataAsSpan<int>().ToArray().Select(i => (long)i)]),
            _ => new(about.Shape, [], []),
        };
    }
}
