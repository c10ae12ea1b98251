using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>Runs a model on some images and looks at what flows between its layers.</summary>
internal sealed class CalibrationRun : IDisposable
{
    /// <summary>How much of what layers give is held at once, unless one image alone gives more.</summary>
    private const long BlockBytes = 64 << 20;

    private const int LargestBlock = 64;

    private readonly TensorShape _image;
    private readonly int[] _images;
    private readonly PixelReader _read;
    private readonly CancellationToken _cancellation;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _outputs;
    private readonly ValueHistogram[] _histograms;

    private CalibrationRun(ModelProto onnx, TensorShape image, int count, PixelReader read, CalibrationOptions options)
    {
        _image = image;
        var taken = Math.Min(count, options.Images);
        _images = [.. Enumerable.Range(0, taken).Select(i => (int)((long)i * count / taken))];
        _read = read;
        _cancellation = options.Cancellation;
        var graph = onnx.Graph;
        Tensors = new QuantizedTensors(graph).Measured;
        _histograms = [.. Tensors.Select(_ => new ValueHistogram())];
        graph.Output.Clear();
        _outputs = [.. Tensors.Select(t => Output(graph, t))];
        _session = ScoringSession.Open(onnx.ToByteArray(), new ScoringOptions { Device = "cpu" }, "The model to calibrate", out _);
    }

    private IReadOnlyList<string> Tensors { get; }

    /// <param name="onnx">The graph of floats that is rounded afterwards. Its outputs are changed.</param>
    /// <param name="image">The shape of one image.</param>
    /// <param name="count">How many images there are.</param>
    /// <param name="read">Fetches one of them.</param>
    /// <param name="options">Checked.</param>
    public static Calibration Measure(ModelProto onnx, TensorShape image, int count, PixelReader read, CalibrationOptions options)
    {
        using var run = new CalibrationRun(onnx, image, count, read, options);
        var block = run.Pass((histogram, values) => histogram.Extend(values), block: 1);
        if (run.Tensors.Where((_, i) => !run._histograms[i].IsFinite).FirstOrDefault() is { } broken)
            throw new InvalidOperationException(
                $"The values of '{broken}' are not finite numbers for every image, so they have no range: check the weights and the images.");
        if (options.Percentile < 100)
            run.Pass((histogram, values) => histogram.Count(values), block);
        return new Calibration(
            run.Tensors.Zip(run._histograms).ToDictionary(t => t.First, t => t.Second.Range(options.Percentile), StringComparer.Ordinal),
            run._images.Length);
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    /// <summary>The graph's own input cannot be an output under the same name.</summary>
    private static string Output(GraphProto graph, string tensor)
    {
        var name = tensor;
        if (graph.Input[0].Name == tensor)
        {
            name = $"{tensor}/measured";
            graph.Node.Add(new NodeProto { OpType = "Identity", Name = name, Input = { tensor }, Output = { name } });
        }
        graph.Output.Add(new ValueInfoProto
        {
            Name = name,
            Type = new() { TensorType = new() { ElemType = (int)TensorProto.Types.DataType.Float } },
        });
        return name;
    }

    /// <summary>Goes over all images; gives the size of the blocks it ended with, which grows to what memory is allowed for.</summary>
    private int Pass(TensorVisitor visit, int block)
    {
        var pixels = new float[LargestBlock * _image.Elements];
        for (var first = 0; first < _images.Length;)
        {
            _cancellation.ThrowIfCancellationRequested();
            var rows = Math.Min(block, _images.Length - first);
            for (var row = 0; row < rows; row++)
                _read(_images[first + row], pixels.AsSpan(row * _image.Elements, _image.Elements));
            first += rows;
            var bytes = Run(pixels, rows, visit) / rows;
            block = (int)Math.Clamp(BlockBytes / bytes, 1, LargestBlock);
        }
        return block;
    }

    /// <summary>Runs a block; gives the bytes of what came out.</summary>
    private long Run(float[] pixels, int rows, TensorVisitor visit)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, pixels.AsMemory(0, rows * _image.Elements), [rows, _image.Channels, _image.Height, _image.Width]);
        using var outputs = _session.Run(_run, _session.InputNames, [input], _outputs);
        var bytes = 0L;
        for (var i = 0; i < _outputs.Length; i++)
        {
            var values = outputs[i].GetTensorDataAsSpan<float>();
            visit(_histograms[i], values);
            bytes += (long)values.Length * sizeof(float);
        }
        return bytes;
    }
}
