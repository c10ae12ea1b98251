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
    private static readonly string[] Outputs = [OnnxMetadata.Score];

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private int _disposed;
    private int _users = 1; // the owner, until Dispose, and each run under way

    /// <summary>Prepares a session for a model.</summary>
    /// <param name="model">The network.</param>
    /// <param name="options">How it is run. Default: all cores.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The app brings no native ONNX Runtime.</exception>
    public CnnScorer(CnnModel model, ScoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        Options = (options ?? new ScoringOptions()).Check();
        try
        {
            using var session = new SessionOptions
            {
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
                IntraOpNumThreads = Options.Threads,
            };
            _session = new InferenceSession(model.ToOnnx(), session);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            throw new InvalidOperationException(
                "ONNX Runtime's native library is not there: add the package Microsoft.ML.OnnxRuntime (or its .Gpu) to the app.",
                e);
        }
    }

    /// <summary>The network that is run.</summary>
    public CnnModel Model { get; }

    /// <summary>How it is run.</summary>
    public ScoringOptions Options { get; }

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
        var (image, classes) = (Model.Plan.Input, Model.Plan.Classes);
        var (rows, rest) = Math.DivRem(pixels.Length, image.Elements);
        if (rest != 0)
            throw new ArgumentException(
                $"Images of {image} have {image.Elements} pixels each, but {pixels.Length} came, no multiple of it.", nameof(pixels));
        if (probabilities.Length != (long)rows * classes)
            throw new ArgumentException(
                $"{rows} images give {(long)rows * classes} probabilities of {classes} classes, but room is for {probabilities.Length}.",
                nameof(probabilities));
        Enter();
        try
        {
            if (rows == 0)
                return;
            // ONNX Runtime reads and writes the caller's memory: nothing is copied.
            fixed (float* input = pixels)
            fixed (float* output = probabilities)
            {
                using var x = Tensor(input, pixels.Length, [rows, image.Channels, image.Height, image.Width]);
                using var y = Tensor(output, probabilities.Length, [rows, classes]);
                _session.Run(_run, Inputs, [x], Outputs, [y]);
            }
        }
        finally
        {
            Leave();
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
    }

    private static unsafe OrtValue Tensor(float* data, int length, long[] shape) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, (nint)data, (long)length * sizeof(float));
}
