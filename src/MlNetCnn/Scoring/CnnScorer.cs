using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MlNetCnn;

/// <summary>
/// Runs a network on pixels through ONNX Runtime, without ML.NET around it. One scorer holds one session; any number of threads may
/// score with it at once.
/// </summary>
public sealed class CnnScorer : IDisposable
{
    private static readonly string[] Inputs = [new OnnxExportOptions().InputName];

    private readonly ScoringGraph _graph;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    // A block takes the threads of a whole run: as many blocks at once as the cores have room for. Single images are too short to wait.
    private readonly SemaphoreSlim _blocks;
    private int _disposed;
    private int _users = 1; // the owner, until Dispose, and each run under way

    /// <summary>Prepares a session for a model.</summary>
    /// <param name="model">The network.</param>
    /// <param name="options">How it is run. Default: on a GPU where there is one, else on all cores.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The device cannot be used, or the app brings no native ONNX Runtime.</exception>
    public CnnScorer(CnnModel model, ScoringOptions? options = null)
        : this(new PlannedGraph(model ?? throw new ArgumentNullException(nameof(model))), [], options)
    {
    }

    /// <exception cref="InvalidDataException">ONNX Runtime refuses the graph.</exception>
    internal CnnScorer(ScoringGraph graph, IEnumerable<NetworkColumn> layers, ScoringOptions? options)
    {
        _graph = graph;
        Options = (options ?? new ScoringOptions()).Check();
        var onnx = graph.ToOnnx(new() { InputName = Inputs[0], Outputs = [.. layers.Select(l => l.Path).Distinct()] });
        _session = ScoringSession.Open(onnx, Options, graph.Source, out var device);
        Device = device;
        _blocks = new SemaphoreSlim(Options.Threads == 0 ? 1 : Math.Max(1, Environment.ProcessorCount / Options.Threads));
    }

    /// <summary>The network that is run.</summary>
    /// <exception cref="InvalidOperationException">
    /// There is none: it came from an ONNX file of others, or from one saved as <see cref="OnnxPrecision.Int8"/>.
    /// </exception>
    public CnnModel Model => _graph.Described();

    /// <summary>The shape of one image: <c>C×H×W</c>.</summary>
    public TensorShape InputShape => _graph.Image;

    /// <summary>The classes' names, in the order of the probabilities.</summary>
    public ImmutableArray<string> ClassNames => _graph.ClassNames;

    /// <summary>How it is run.</summary>
    public ScoringOptions Options { get; }

    /// <summary>The device that was taken: <c>cpu</c> or <c>cuda:N</c>.</summary>
    public string Device { get; }

    /// <summary>Scores a batch of images in one run.</summary>
    /// <param name="pixels">
    /// <c>[N, C, H, W]</c>, row-major, on the scale of the model's preprocessing: 0–255 unless trained otherwise.
    /// </param>
    /// <param name="probabilities">Takes <c>[N, classes]</c>: for each image one probability a class; they sum to 1.</param>
    /// <exception cref="ArgumentException">
    /// The pixels are no whole number of images, or the probabilities have not the length for them.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The scorer was disposed.</exception>
    public unsafe void Score(ReadOnlySpan<float> pixels, Span<float> probabilities)
    {
        var (image, classes) = (_graph.Image, _graph.ClassNames.Length);
        var (rows, rest) = Math.DivRem(pixels.Length, image.Elements);
        if (rest != 0)
            throw new ArgumentException(
                $"Images of {image} have {image.Elements} pixels each, but {pixels.Length} came, no multiple of it.", nameof(pixels));
        if (probabilities.Length != (long)rows * classes)
            throw new ArgumentException(
                $"{rows} images give {(long)rows * classes} probabilities of {classes} classes, but room is for {probabilities.Length}.",
                nameof(probabilities));
        // ONNX Runtime reads and writes the caller's memory: nothing is copied.
        fixed (float* score = probabilities)
            Run(pixels, rows, [OnnxMetadata.Score], [(nint)score], [[rows, classes]]);
    }

    /// <summary>Runs a block of images and fetches these outputs of it.</summary>
    /// <param name="pixels"><c>[rows, C, H, W]</c>.</param>
    /// <param name="rows">As many as the outputs have room for, or fewer.</param>
    /// <param name="outputs">Where the outputs go.</param>
    internal void Run(ReadOnlySpan<float> pixels, int rows, OutputBuffer[] outputs) => Run(
        pixels,
        rows,
        Array.ConvertAll(outputs, o => o.Name),
        Array.ConvertAll(outputs, o => o.Address),
        Array.ConvertAll(outputs, o => (long[])[rows, .. o.Shape.Dimensions]));

    private unsafe void Run(ReadOnlySpan<float> pixels, int rows, string[] names, nint[] addresses, long[][] shapes)
    {
        Enter();
        var isBlock = rows > 1;
        if (isBlock)
            _blocks.Wait();
        try
        {
            fixed (float* x = pixels)
            {
                for (var (row, step) = (0, _graph.IsOneByOne ? 1 : rows); row < rows; row += step)
                    Run(x + row * _graph.Image.Elements, row, step, names, addresses, shapes);
            }
        }
        finally
        {
            if (isBlock)
                _blocks.Release();
            Leave();
        }
    }

    private unsafe void Run(float* pixels, int first, int rows, string[] names, nint[] addresses, long[][] shapes)
    {
        var image = _graph.Image;
        using var input = Tensor((nint)pixels, [rows, image.Channels, image.Height, image.Width]);
        var outputs = new OrtValue[names.Length];
        try
        {
            for (var i = 0; i < outputs.Length; i++)
            {
                long[] shape = [rows, .. shapes[i].AsSpan(1)];
                outputs[i] = Tensor(addresses[i] + first * (nint)(Elements(shape) / rows * sizeof(float)), shape);
            }
            _session.Run(_run, Inputs, [input], names, outputs);
        }
        finally
        {
            foreach (var output in outputs)
                output?.Dispose();
        }
    }

    /// <summary>Refuses further runs and releases the session as soon as none is under way.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            Leave();
    }

    private void Enter()
    {
        for (var users = Volatile.Read(ref _users); Volatile.Read(ref _disposed) == 0 && users > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
                return;
            users = seen;
        }
        throw new ObjectDisposedException(nameof(CnnScorer));
    }

    // A session that is released during a run takes the process along.
    private void Leave()
    {
        if (Interlocked.Decrement(ref _users) > 0)
            return;
        _session.Dispose();
        _run.Dispose();
        _blocks.Dispose();
    }

    private static long Elements(long[] shape) => shape.Aggregate(1L, (product, dimension) => product * dimension);

    private static OrtValue Tensor(nint data, long[] shape) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, data, Elements(shape) * sizeof(float));
}
