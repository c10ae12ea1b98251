using Microsoft.ML.OnnxRuntime;

namespace MlNetCnn.Benchmarks;

/// <summary>ONNX Runtime without any library around it: a block of floats in memory in, a block out, nothing made anew between.</summary>
internal sealed class RawSession : IDisposable
{
    private static readonly string[] Input = ["Features"];
    private static readonly string[] Output = ["Score"];

    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtValue[] _inputs;
    private readonly OrtValue[] _output;

    /// <param name="network">What is run.</param>
    /// <param name="batchSize">Images a run; the last that fill none are left out.</param>
    public RawSession(Network network, int batchSize)
    {
        _session = new InferenceSession(network.Model().ToOnnx());
        var (pixels, image) = (Rows.Pixels(network), network.Shape.Elements);
        _inputs =
        [
            .. Enumerable.Range(0, Rows.Distinct(network) / batchSize).Select(i => OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, pixels.AsMemory(i * batchSize * image, batchSize * image),
                [batchSize, .. network.Shape.Dimensions.Select(d => (long)d)])),
        ];
        _output = [OrtValue.CreateTensorValueFromMemory(new float[batchSize * Network.Classes], [batchSize, Network.Classes])];
    }

    /// <summary>Runs the next block.</summary>
    public void Run(long block) => _session.Run(_options, Input, [_inputs[block % _inputs.Length]], Output, _output);

    public void Dispose()
    {
        foreach (var value in _inputs.Concat(_output))
            value.Dispose();
        _options.Dispose();
        _session.Dispose();
    }
}
