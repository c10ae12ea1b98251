using System.Text.Json;
using Google.Protobuf;
using MlNetCnn.Onnx.Proto;
using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>
/// Writes a model as one ONNX graph from pixels, <c>[N, C, H, W]</c>, to probabilities, <c>Score [N, classes]</c>, and the likeliest
/// class, <c>PredictedIndex [N, 1]</c>, and whether it is known, <c>IsKnown [N, 1]</c>, where the model says what is; the description travels in the metadata. Equal models give equal bytes.
/// </summary>
internal static class OnnxExporter
{
    public const int Opset = 17;

    private const int IrVersion = 8;

    public static byte[] Export(CnnModel model, OnnxExportOptions? options = null) => Build(model, options).ToByteArray();

    public static void Export(CnnModel model, OnnxExportOptions? options, Stream stream) => Build(model, options).WriteTo(stream);

    private static ModelProto Build(CnnModel model, OnnxExportOptions? options)
    {
        options ??= new OnnxExportOptions();
        var precision = options.Precision ?? model.Precision;
        if (!Enum.IsDefined(precision))
            throw new ArgumentException(
                $"There is no precision {(int)precision}: choose one of {string.Join(", ", Enum.GetNames<OnnxPrecision>())}.", nameof(options));
        var onnx = Describe(model, precision == OnnxPrecision.Int8 ? QuantizedExport.Graph(model, options) : Graph(model, options, precision));
        if (precision == OnnxPrecision.Int8)
            OnnxMetadata.Set(onnx, OnnxMetadata.Precision, OnnxMetadata.Int8);
        return onnx;
    }

    /// <summary>A graph with the model's description around it.</summary>
    public static ModelProto Describe(CnnModel model, GraphProto graph)
    {
        var onnx = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "MlNetCnn",
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = Opset } },
        };
        OnnxMetadata.Set(onnx, OnnxMetadata.Format, model.Temperature != 1 || model.KnownFrom is not null ? "2" : "1");
        OnnxMetadata.Set(onnx, OnnxMetadata.Architecture, ArchitectureJson.Write(model.Plan.Architecture, indented: false));
        OnnxMetadata.Set(onnx, OnnxMetadata.Input, JsonSerializer.Serialize(model.Plan.Input, ArchitectureJson.Compact));
        OnnxMetadata.Set(onnx, OnnxMetadata.Classes, JsonSerializer.Serialize(model.ClassNames, ArchitectureJson.Compact));
        OnnxMetadata.Set(onnx, OnnxMetadata.Preprocessing, JsonSerializer.Serialize(model.Preprocessing, ArchitectureJson.Compact));
        if (model.Temperature != 1)
            OnnxMetadata.Set(onnx, OnnxMetadata.Temperature, JsonSerializer.Serialize(model.Temperature));
        if (model.KnownFrom is { } threshold)
            OnnxMetadata.Set(onnx, OnnxMetadata.KnownFrom, JsonSerializer.Serialize(threshold));
        if (model.Familiarity is { } familiarity)
            OnnxMetadata.Set(onnx, OnnxMetadata.Familiarity, familiarity.Layer);
        if (model.DataReference is { } data)
            OnnxMetadata.Set(onnx, OnnxMetadata.Data, data);
        return onnx;
    }

    /// <summary>The graph in floats of 32 or 16 bits.</summary>
    public static GraphProto Graph(CnnModel model, OnnxExportOptions options, OnnxPrecision precision)
    {
        var plan = model.Plan;
        CheckInputName(plan, options);
        var fixedNames = FixedNames(plan);
        var classes = new TensorShape(plan.Classes);
        var graph = new OnnxGraph(plan.Architecture.Name, [options.InputName, .. fixedNames]);
        graph.Reserve(plan.Tensors.Sum(t => (long)t.Shape.Elements));
        graph.Input(options.InputName, plan.Input);
        OnnxWeights.Write(graph, model, precision);

        var pixels = Preprocess(model.Preprocessing, graph, options.InputName, plan.Input);
        var logits = new OnnxLayers(graph).Sequence(plan.Layers, pixels); // [N, C, H, W] → [N, classes]
        if (model.Temperature != 1)
            logits = graph.Describe(graph.Node("Div", graph.Fresh("calibrated"), [logits, graph.Constant(graph.Fresh("temperature"), [], [model.Temperature])]), classes);
        graph.Node("Softmax", OnnxMetadata.Score, [logits], Int("axis", 1));
        graph.Node("ArgMax", OnnxMetadata.PredictedIndex, [OnnxMetadata.Score], Int("axis", 1), Int("keepdims", 1)); // → [N, 1]
        graph.Output(OnnxMetadata.Score, classes);
        graph.Output(OnnxMetadata.PredictedIndex, new TensorShape(1), TensorProto.Types.DataType.Int64);
        if (model.KnownFrom is { } threshold)
        {
            if (model.Familiarity is { } familiarity)
                graph.Node("Identity", OnnxMetadata.KnownScore, [familiarity.Write(graph)]);
            else
                graph.Node("ReduceMax", OnnxMetadata.KnownScore, [OnnxMetadata.Score], Ints("axes", [1]), Int("keepdims", 1));
            graph.Node("GreaterOrEqual", OnnxMetadata.IsKnown, [OnnxMetadata.KnownScore, graph.Constant(graph.Fresh("knownFrom"), [], [threshold])]);
            graph.Output(OnnxMetadata.KnownScore, new TensorShape(1));
            graph.Output(OnnxMetadata.IsKnown, new TensorShape(1), TensorProto.Types.DataType.Bool);
        }
        AddOutputs(options, graph);
        return graph.Finish();
    }

    /// <exception cref="ArgumentException">The input's name is empty or taken.</exception>
    public static void CheckInputName(NetworkPlan plan, OnnxExportOptions options)
    {
        if (string.IsNullOrEmpty(options.InputName) || FixedNames(plan).Contains(options.InputName))
            throw new ArgumentException(
                $"The input cannot be called '{options.InputName}', which is empty or the name of an output or a weight: choose another name.",
                nameof(options));
    }

    private static string[] FixedNames(NetworkPlan plan) =>
        [OnnxMetadata.Score, OnnxMetadata.PredictedIndex, OnnxMetadata.KnownScore, OnnxMetadata.IsKnown, Familiarity.WhiteningName, Familiarity.MeansName, .. plan.Tensors.Select(t => t.Key)];

    private static string Preprocess(Preprocessing preprocessing, OnnxGraph graph, string x, TensorShape image)
    {
        if (preprocessing.Scale != 1)
            x = Apply("Mul", "scaled", "scale", [], [preprocessing.Scale]);
        if (preprocessing.Mean.Length > 0)
        {
            x = Apply("Sub", "centered", "mean", [1, image.Channels, 1, 1], preprocessing.Mean.AsSpan());
            x = Apply("Div", "normalized", "std", [1, image.Channels, 1, 1], preprocessing.Std.AsSpan());
        }
        return x;

        string Apply(string operation, string result, string role, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values)
        {
            var constant = graph.Constant(graph.Fresh($"preprocessing/{role}"), dimensions, values);
            return graph.Describe(graph.Node(operation, graph.Fresh($"preprocessing/{result}"), [x, constant]), image);
        }
    }

    private static bool IsKnownScore(string path, OnnxGraph graph) => path == OnnxMetadata.KnownScore && graph.Proto.Output.Any(o => o.Name == path);

    /// <summary>The outputs of layers that were asked for; where a layer's tensor has another name, an Identity gives it the layer's.</summary>
    private static void AddOutputs(OnnxExportOptions options, OnnxGraph graph)
    {
        foreach (var path in options.Outputs.Where(path => !IsKnownScore(path, graph)))
        {
            if (path is null || !graph.TryResolve(path, out var tensor, out var shape))
                throw new ArgumentException(
                    $"There is no layer '{path}' in network '{graph.Proto.Name}' to be an output: ask for a path of its plan.", nameof(options));
            if (path == options.InputName || graph.Proto.Output.Any(o => o.Name == path))
                throw new ArgumentException(
                    $"The output '{path}' would have the name of the input or of another output: ask for each layer once, or rename it.",
                    nameof(options));
            if (tensor != path)
                graph.Node("Identity", path, [tensor]);
            graph.Output(path, shape);
        }
    }
}
