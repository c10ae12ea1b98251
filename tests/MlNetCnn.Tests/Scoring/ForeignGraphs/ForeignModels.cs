using Google.Protobuf;
using MlNetCnn.Onnx.Proto;
using static MlNetCnn.OnnxAttribute;
using Dimension = MlNetCnn.Onnx.Proto.TensorShapeProto.Types.Dimension;
using ElementType = MlNetCnn.Onnx.Proto.TensorProto.Types.DataType;

namespace MlNetCnn.Tests;

/// <summary>Graphs as PyTorch exports them, on images of 2×4×3 for three classes: the weights of <see cref="Pictures.Model"/>.</summary>
internal static class ForeignModels
{
    public static string[] ClassNames { get; } = ["cat", "dog", "owl"];

    /// <summary>Batch size 0 is an open dimension. The graph takes what preprocessing gives.</summary>
    public static ModelProto Create(int batch = 0, int opset = 13, bool channelsLast = false, string? last = null, int height = 4)
    {
        var weights = Pictures.Model.Weights;
        var graph = new GraphProto { Name = "main_graph" };
        var input = channelsLast ? new[] { Size(batch, "batch_size"), Size(height, "h"), Size(3, "w"), Size(2, "c") }
            : [Size(batch, "batch_size"), Size(2, "c"), Size(height, "h"), Size(3, "w")];
        graph.Input.Add(Value("input.1", input));
        foreach (var (theirs, ours) in Weights)
            graph.Initializer.Add(OnnxTensor.Write(theirs, [.. weights[ours].Shape.Dimensions.Select(d => (long)d)], weights[ours].Values.Span));
        var x = "input.1";
        if (channelsLast)
            x = Node("Transpose", "/Transpose_output_0", [x], Ints("perm", 0, 3, 1, 2));
        x = Node("Conv", "/conv/Conv_output_0", [x, "features.0.weight", "features.0.bias"],
            Ints("kernel_shape", 3, 3), Ints("pads", 1, 1, 1, 1), Ints("strides", 1, 1));
        x = Node("Relu", "Score", [x]); // a name that scoring takes for itself
        x = Node("Flatten", "/Flatten_output_0", [x], Int("axis", 1));
        x = Node("Gemm", "logits", [x, "classifier.weight", "classifier.bias"], Int("transB", 1));
        if (last is not null)
            x = Node(last, "last", [x]);
        graph.Output.Add(Value(x, [Size(batch, "batch_size"), Size(3, "classes")]));
        return new ModelProto { IrVersion = 7, ProducerName = "pytorch", Graph = graph, OpsetImport = { new OperatorSetIdProto { Domain = "", Version = opset } } };

        string Node(string operation, string output, string[] inputs, params AttributeProto[] attributes)
        {
            graph.Node.Add(new NodeProto { Name = output, OpType = operation, Input = { inputs }, Output = { output }, Attribute = { attributes } });
            return output;
        }
    }

    /// <summary>What the model behind it has as preprocessing.</summary>
    public static OnnxClassifierOptions Options { get; } = new()
    {
        Preprocessing = new() { Mean = [0.5f, 0.5f], Std = [0.1f, 0.2f] },
        Scoring = new() { Threads = 1 },
    };

    public static byte[] Bytes(this ModelProto model) => model.ToByteArray();

    private static readonly (string, string)[] Weights =
    [
        ("features.0.weight", Pictures.Model.Plan.Tensors[0].Name), ("features.0.bias", Pictures.Model.Plan.Tensors[1].Name),
        ("classifier.weight", Pictures.Model.Plan.Tensors[2].Name), ("classifier.bias", Pictures.Model.Plan.Tensors[3].Name),
    ];

    private static Dimension Size(int size, string name) => size > 0 ? new() { DimValue = size } : new() { DimParam = name };

    private static ValueInfoProto Value(string name, Dimension[] dimensions) =>
        new() { Name = name, Type = new() { TensorType = new() { ElemType = (int)ElementType.Float, Shape = new() { Dim = { dimensions } } } } };
}
