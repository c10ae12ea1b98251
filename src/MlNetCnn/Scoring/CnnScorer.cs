using System.Buffers;
using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace MlNetCnn;

/// <summary>
/// Runs a network on pixels through ONNX Runtime, without ML.NET around it. One scorer holds one session; any number of threads may
/// score with it at once.
/// </summary>
public sealed class CnnScorer : IDisposable
{
    private readonly ScoringGraph _graph;
    private readonly SharedSession _session;
    private readonly GraphOutputs _score;
    private readonly MicroBatcher? _batcher;

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
        _score = new((OnnxMetadata.Score, new TensorShape(graph.ClassNames.Length)));
        Options = (options ?? new ScoringOptions()).Check();
        var onnx = graph.ToOnnx(new() { InputName = SharedSession.InputName, Outputs = [.. layers.Select(l => l.Path).Distinct()] });
        var lanes = Options.Threads == 0 ? 1 : Math.Max(1, Environment.ProcessorCount / Options.Threads);
        var session = ScoringSession.Open(onnx, Options, graph.Source, out var device);
        var gpu = DeviceRequest.Parse(device).Index;
        _session = new SharedSession(graph, session, lanes, binds: gpu is not null, gpu);
        Device = device;
        if (Options.MicroBatching is { } gathering)
            _batcher = new MicroBatcher(gathering, RunEntered, ClassNames.Length, lanes);
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

    /// <summary>
    /// Scores a batch of images in one run. A single image is gathered with those of other callers where
    /// <see cref="ScoringOptions.MicroBatching"/> says so.
    /// </summary>
    /// <param name="pixels">
    /// <c>[N, C, H, W]</c>, row-major, on the scale of the model's preprocessing: 0–255 unless trained otherwise.
    /// </param>
    /// <param name="probabilities">Takes <c>[N, classes]</c>: for each image one probability a class; they sum to 1.</param>
    /// <exception cref="ArgumentException">
    /// The pixels are no whole number of images, or the probabilities have not the length for them.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The scorer was disposed.</exception>
    public void Score(ReadOnlySpan<float> pixels, Span<float> probabilities)
    {
        var rows = Rows(pixels.Length);
        Check(rows, probabilities.Length);
        _session.Enter();
        try
        {
            if (rows == 1 && _batcher is not null)
                _batcher.Score(pixels.ToArray()).CopyTo(probabilities);
            else
                RunEntered(pixels, rows, probabilities);
        }
        finally
        {
            _session.Leave();
        }
    }

    /// <summary>Scores a batch of images in one run, as the overload for floats does.</summary>
    /// <param name="pixels"><c>[N, C, H, W]</c>, row-major, 0–255.</param>
    /// <param name="probabilities">Takes <c>[N, classes]</c>: for each image one probability a class; they sum to 1.</param>
    /// <inheritdoc cref="Score(ReadOnlySpan{float}, Span{float})" path="/exception"/>
    public void Score(ReadOnlySpan<byte> pixels, Span<float> probabilities)
    {
        var widened = ArrayPool<float>.Shared.Rent(pixels.Length);
        try
        {
            TensorPrimitives.ConvertTruncating(pixels, widened);
            Score(widened.AsSpan(0, pixels.Length), probabilities);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(widened);
        }
    }

    /// <summary>
    /// Scores one image without blocking the caller: in a run of its own, or in one with other callers' images where
    /// <see cref="ScoringOptions.MicroBatching"/> says so.
    /// </summary>
    /// <param name="pixels">
    /// <c>[C, H, W]</c>, row-major, on the scale of the model's preprocessing: 0–255 unless trained otherwise. They are copied at once.
    /// </param>
    /// <param name="cancellationToken">Ends the wait; an image whose run has begun is scored.</param>
    /// <returns>One probability a class; they sum to 1.</returns>
    /// <exception cref="ArgumentException">The pixels are not those of one image.</exception>
    /// <exception cref="ObjectDisposedException">The scorer was disposed. Images that it took before are scored.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public Task<float[]> ScoreAsync(ReadOnlySpan<float> pixels, CancellationToken cancellationToken = default)
    {
        CheckOne(pixels.Length);
        return ScoreOwned(pixels.ToArray(), cancellationToken);
    }

    /// <summary>Scores one image without blocking the caller, as the overload for floats does.</summary>
    /// <param name="pixels"><c>[C, H, W]</c>, row-major, 0–255. They are copied at once.</param>
    /// <param name="cancellationToken">Ends the wait; an image whose run has begun is scored.</param>
    /// <returns>One probability a class; they sum to 1.</returns>
    /// <inheritdoc cref="ScoreAsync(ReadOnlySpan{float}, CancellationToken)" path="/exception"/>
    public Task<float[]> ScoreAsync(ReadOnlySpan<byte> pixels, CancellationToken cancellationToken = default)
    {
        CheckOne(pixels.Length);
        return ScoreOwned(Widened(pixels), cancellationToken);
    }

    /// <summary>Scores one image, and tells whether it counts as one of the classes: always, where the model has no <see cref="CnnModel.KnownFrom"/>.</summary>
    /// <param name="pixels"><c>[C, H, W]</c>, 0–255.</param>
    internal (float[] Probabilities, bool IsKnown) ScoreOne(ReadOnlySpan<byte> pixels)
    {
        CheckOne(pixels.Length);
        var score = new OutputBuffer(OnnxMetadata.Score, new TensorShape(ClassNames.Length), rows: 1);
        var known = new OutputBuffer(OnnxMetadata.KnownScore, new TensorShape(1), rows: 1);
        Run(Widened(pixels), rows: 1, _graph.KnownFrom is null ? new(score) : new(score, known));
        return (score.Row(0).ToArray(), _graph.KnownFrom is not { } from || known.Row(0)[0] >= from);
    }

    private async Task<float[]> ScoreOwned(float[] pixels, CancellationToken cancellationToken)
    {
        _session.Enter();
        try
        {
            return _batcher is not null
                ? await _batcher.ScoreAsync(pixels, cancellationToken).ConfigureAwait(false)
                : await Task.Run(() => ScoreAlone(pixels), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _session.Leave();
        }
    }

    private float[] ScoreAlone(float[] pixels)
    {
        var probabilities = new float[ClassNames.Length];
        RunEntered(pixels, rows: 1, probabilities);
        return probabilities;
    }

    /// <summary>Runs a block of images and fetches these outputs of it.</summary>
    /// <param name="pixels"><c>[rows, C, H, W]</c>.</param>
    /// <param name="rows">As many as the outputs have room for, or fewer.</param>
    /// <param name="outputs">Where the outputs go.</param>
    internal void Run(ReadOnlySpan<float> pixels, int rows, OutputBlock outputs)
    {
        _session.Enter();
        try
        {
            _session.Run(pixels, rows, outputs.Outputs, outputs.Addresses);
        }
        finally
        {
            _session.Leave();
        }
    }

    private unsafe void RunEntered(ReadOnlySpan<float> pixels, int rows, Span<float> probabilities)
    {
        fixed (float* score = probabilities)
            _session.Run(pixels, rows, _score, [(nint)score]);
    }

    /// <summary>
    /// Refuses further images and releases the session as soon as those that came before are scored. It does not wait for that.
    /// </summary>
    public void Dispose()
    {
        _session.Dispose();
        _batcher?.Dispose();
    }

    private int Rows(int pixels)
    {
        var (rows, rest) = Math.DivRem(pixels, _graph.Image.Elements);
        return rest == 0 ? rows : throw new ArgumentException(
            $"Images of {_graph.Image} have {_graph.Image.Elements} pixels each, but got {pixels}, no multiple of it.", nameof(pixels));
    }

    private void Check(int rows, int probabilities)
    {
        var needed = (long)rows * ClassNames.Length;
        if (probabilities != needed)
            throw new ArgumentException(
                $"{rows} images give {needed} probabilities of {ClassNames.Length} classes, but room is for {probabilities}.",
                nameof(probabilities));
    }

    private void CheckOne(int pixels)
    {
        if (pixels != _graph.Image.Elements)
            throw new ArgumentException(
                $"An image of {_graph.Image} has {_graph.Image.Elements} pixels, but got {pixels}.", nameof(pixels));
    }

    private static float[] Widened(ReadOnlySpan<byte> pixels)
    {
        var widened = new float[pixels.Length];
        TensorPrimitives.ConvertTruncating(pixels, widened);
        return widened;
    }
}
