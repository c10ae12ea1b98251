using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Reads one output of a model for many images.</summary>
internal sealed class OutputReader : IDisposable
{
    private const int BatchSize = 64;

    private readonly CnnScorer _scorer;
    private readonly OutputBuffer _buffer;
    private readonly OutputBlock _block;
    private readonly CancellationToken _cancellation;

    /// <param name="model">The model.</param>
    /// <param name="output">A layer's path, or one of the graph's own outputs.</param>
    /// <param name="shape">One image's.</param>
    /// <param name="options">How many threads it runs on, and what ends it.</param>
    public OutputReader(CnnModel model, string output, TensorShape shape, TrainingOptions options)
    {
        NetworkColumn[] layers = output is OnnxMetadata.Score or OnnxMetadata.KnownScore ? [] : [new NetworkColumn(output, output, shape)];
        _scorer = new CnnScorer(new PlannedGraph(model), layers, new() { Threads = options.Threads });
        _buffer = new OutputBuffer(output, shape, BatchSize);
        _block = new OutputBlock(_buffer);
        _cancellation = options.CancellationToken;
    }

    /// <summary>[n, …]: the output for each of these images, [n, C, H, W].</summary>
    public float[] Read(ReadOnlySpan<float> pixels)
    {
        var (image, values) = (_scorer.InputShape.Elements, new List<float>());
        for (var start = 0; start < pixels.Length; start += BatchSize * image)
        {
            _cancellation.ThrowIfCancellationRequested();
            var rows = Math.Min(BatchSize, (pixels.Length - start) / image);
            _scorer.Run(pixels.Slice(start, rows * image), rows, _block);
            for (var row = 0; row < rows; row++)
                values.AddRange(_buffer.Row(row));
        }
        return [.. values];
    }

    /// <summary>The output for each image of the batches, and its label.</summary>
    /// <param name="batches">Makes batches of a size; they are read in order.</param>
    /// <param name="atMost">Of more images, some batches are left out evenly. Default: all are read.</param>
    public (float[] Values, int[] Labels) Read(Func<int, IBatchSource> batches, int atMost = int.MaxValue)
    {
        using var source = batches(BatchSize);
        var (values, labels) = (new List<float>(), new List<int>());
        source.StartEpoch(1);
        for (var number = 0; number < source.Batches; number += 1 + (source.Images / Math.Max(1, atMost)))
        {
            using var scope = NewDisposeScope();
            var batch = source.Batch(number);
            values.AddRange(Read(batch.Pixels.to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray()));
            labels.AddRange(batch.Labels.cpu().data<long>().Select(label => (int)label));
        }
        return ([.. values], [.. labels]);
    }

    public void Dispose() => _scorer.Dispose();
}
