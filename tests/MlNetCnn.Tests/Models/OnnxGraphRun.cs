using Microsoft.ML.OnnxRuntime;

namespace MlNetCnn.Tests;

/// <summary>One run of a graph in ONNX Runtime: every output's shape and float values, by name.</summary>
internal static class OnnxGraphRun
{
    public static IReadOnlyDictionary<string, (long[] Shape, float[] Values)> Run(byte[] onnx, TensorShape image, float[] pixels)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(onnx, options);
        using var run = new RunOptions();
        long[] shape = [pixels.Length / image.Elements, image.Channels, image.Height, image.Width];
        using var input = OrtValue.CreateTensorValueFromMemory(pixels, shape);
        using var outputs = session.Run(run, [session.InputNames[0]], [input], session.OutputNames);
        return session.OutputNames.Zip(outputs).ToDictionary(o => o.First, o => Read(o.Second));
    }

    private static (long[], float[]) Read(OrtValue value)
    {
        var type = value.GetTensorTypeAndShape();
        return (type.Shape, type.ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int64
            ? [.. value.GetTensorDataAsSpan<long>().ToArray().Select(i => (float)i)]
            : value.GetTensorDataAsSpan<float>().ToArray());
    }
}
