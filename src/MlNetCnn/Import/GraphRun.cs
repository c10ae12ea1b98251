using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using MlNetCnn.Onnx.Proto;
using ElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace MlNetCnn;

/// <summary>
/// One run of a graph on an image, with all of its tensors: it gives their shapes, and the values of those that only come of constants and
/// shapes (exporters compute shapes within the graph).
/// </summary>
internal sealed class GraphRun
{
    // What does not depend on the values of its input, but on its shape.
    private static readonly HashSet<string> OfShapes = ["Shape", "Size"];

    private readonly Dictionary<string, GraphConstant> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _shapes = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">ONNX Runtime cannot run the graph on such an image.</exception>
    public GraphRun(ModelProto onnx, string input, long[] inputDims, float[] image, string source)
    {
        _shapes[input] = [.. inputDims.Select(d => (int)d)];
        foreach (var initializer in onnx.Graph.Initializer)
            Keep(initializer);
        var fixedNames = Independent(onnx.Graph);
        Run(onnx, onnx.Graph.Node.SelectMany(n => n.Output).Where(o => o.Length > 0), input, inputDims, image, source, (name, value) =>
        {
            if (value.IsTensor)
                Keep(name, value, fixedNames.Contains(name));
        });
    }

    /// <summary>What a graph gives for an image.</summary>
    /// <inheritdoc cref="GraphRun(ModelProto, string, long[], float[], string)" path="/exception"/>
    public static float[] Output(ModelProto onnx, string input, long[] inputDims, float[] image, string output, string source)
    {
        float[] values = [];
        Run(onnx, [output], input, inputDims, image, source, (_, value) => values = value.GetTensorDataAsSpan<float>().ToArray());
        return values;
    }

    public bool IsConstant(string tensor) => tensor.Length == 0 || _constants.ContainsKey(tensor);

    /// <summary>A constant by its name, or null where it is none.</summary>
    public GraphConstant? Constant(string tensor) => _constants.GetValueOrDefault(tensor);

    /// <summary>The sides of a tensor for one image, the batch's first.</summary>
    public int[] Shape(string tensor) => _shapes[tensor];

    private static void Run(
        ModelProto onnx, IEnumerable<string> wanted, string input, long[] inputDims, float[] image, string source, Action<string, OrtValue> read)
    {
        var copy = onnx.Clone();
        copy.Graph.Output.Clear();
        copy.Graph.Output.Add(wanted.Select(o => new ValueInfoProto { Name = o }));
        using var session = ScoringSession.Open(
            copy.ToByteArray(), new ScoringOptions { Device = "cpu", Optimization = GraphOptimization.None }, source, out _);
        using var pixels = OrtValue.CreateTensorValueFromMemory(image, inputDims);
        using var run = new RunOptions();
        try
        {
            using var outputs = session.Run(run, [input], [pixels], session.OutputNames);
            foreach (var (name, value) in session.OutputNames.Zip(outputs))
                read(name, value);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"{source} cannot be run on an image of {string.Join('×', inputDims.Skip(1))}: ONNX Runtime says '{OnnxRuntimeWords.Of(e.Message)}'.", e);
        }
    }

    private HashSet<string> Independent(GraphProto graph)
    {
        var names = _constants.Keys.ToHashSet(StringComparer.Ordinal);
        // A graph within a node may look at any tensor around it.
        foreach (var node in graph.Node.Where(n => !HoldsGraph(n)).Where(n => OfShapes.Contains(n.OpType) || n.Input.All(i => i.Length == 0 || names.Contains(i))))
            names.UnionWith(node.Output);
        return names;
    }

    /// <summary>Whether a node is an If, a Loop or another that holds a graph.</summary>
    public static bool HoldsGraph(NodeProto node) => node.Attribute.Any(a => a.G is not null || a.Graphs.Count > 0);

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
            ElementType.Bool => new(about.Shape, [], [.. value.GetTensorDataAsSpan<bool>().ToArray().Select(b => b ? 1L : 0)]),
            _ => new(about.Shape, [], []),
        };
    }
}
