using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>Tries a graph of others on black images: what it declares need not be what it does.</summary>
internal static class ForeignProbe
{
    /// <summary>The graph, taking images one by one where two at once fail it, though it claims to take any number.</summary>
    /// <exception cref="InvalidDataException">It cannot be run on an image, or gives other values than one for each class.</exception>
    public static ForeignGraph Check(ModelProto onnx, string source)
    {
        var graph = new ForeignGraph(onnx, source);
        var options = new ScoringOptions { Device = "cpu", Threads = 1, Optimization = GraphOptimization.None };
        using var session = ScoringSession.Open(onnx.ToByteArray(), options, source, out _);
        var rows = Rows(session, graph, images: 1, source);
        if (rows != 1)
            throw new InvalidDataException(
                $"{source} gives {rows * graph.ClassNames.Length} values for one image, but got {graph.ClassNames.Length} class names: "
                + "give one for each value.");
        if (graph.IsOneByOne || TakesTwo(session, graph, source))
            return graph;
        foreach (var value in onnx.Graph.Input.Concat(onnx.Graph.Output))
            value.Type.TensorType.Shape.Dim[0] = new() { DimValue = 1 };
        return new ForeignGraph(onnx, source);
    }

    private static bool TakesTwo(InferenceSession session, ForeignGraph graph, string source)
    {
        try
        {
            return Rows(session, graph, images: 2, source) == 2;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static long Rows(InferenceSession session, ForeignGraph graph, int images, string source)
    {
        var image = graph.Image;
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(
            new float[images * image.Elements], [images, image.Channels, image.Height, image.Width]);
        try
        {
            using var outputs = session.Run(run, session.InputNames, [input], [OnnxMetadata.Score]);
            return outputs[0].GetTensorTypeAndShape().Shape[0];
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"{source} cannot be run on images of {image}: ONNX Runtime says '{OnnxRuntimeWords.Of(e.Message)}'.", e);
        }
    }
}
