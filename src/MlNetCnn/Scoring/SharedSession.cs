using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MlNetCnn;

/// <summary>
/// A session that any number of threads run at once. It is released when its owner has disposed of it and no run is under way.
/// </summary>
/// <param name="graph">What the session runs.</param>
/// <param name="session">Becomes this one's own.</param>
/// <param name="lanes">How many blocks the cores have room for at once: each takes the threads of a whole run.</param>
/// <param name="binds">Whether blocks too go through <see cref="BoundRun"/>, as is faster on a GPU.</param>
/// <param name="gpu">The GPU that the session is on, or null on the CPU.</param>
internal sealed class SharedSession(ScoringGraph graph, InferenceSession session, int lanes, bool binds = false, int? gpu = null) : IDisposable
{
    /// <summary>What the graph's input is called.</summary>
    public static readonly string InputName = new OnnxExportOptions().InputName;

    private static readonly string[] Inputs = [InputName];

    private readonly RunOptions _run = new();
    private readonly ConcurrentBag<BoundRun> _bound = []; // those that nobody uses just now
    private readonly SemaphoreSlim _blocks = new(lanes); // single images are too short to wait
    private int _closed;
    private int _users = 1; // the owner, until Dispose, and each run under way

    /// <summary>Runs a block of images, for somebody who has entered.</summary>
    /// <param name="pixels"><c>[rows, C, H, W]</c>. It and the outputs are the caller's memory.</param>
    /// <param name="rows">How many images.</param>
    /// <param name="outputs">What to fetch.</param>
    /// <param name="addresses">Where the outputs go.</param>
    public unsafe void Run(ReadOnlySpan<float> pixels, int rows, GraphOutputs outputs, ReadOnlySpan<nint> addresses)
    {
        var isBlock = rows > 1;
        if (isBlock)
            _blocks.Wait();
        try
        {
            fixed (float* x = pixels)
            {
                for (var (row, step) = (0, graph.IsOneByOne ? 1 : rows); row < rows; row += step)
                {
                    // A single image is copied in no time, and bound once for all: nothing is allocated.
                    if (binds || step == 1)
                        RunBound(x + row * graph.Image.Elements, row, step, outputs, addresses);
                    else
                        RunInPlace(x, rows, outputs, addresses);
                }
            }
        }
        finally
        {
            if (isBlock)
                _blocks.Release();
        }
    }

    /// <summary>ONNX Runtime reads and writes the caller's memory: nothing is copied.</summary>
    private unsafe void RunInPlace(float* pixels, int rows, GraphOutputs outputs, ReadOnlySpan<nint> addresses)
    {
        using var input = Tensor((nint)pixels, [rows, .. graph.Image.Dimensions]);
        var values = new OrtValue[outputs.Count];
        try
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = Tensor(addresses[i], outputs.Shape(i, rows));
            session.Run(_run, Inputs, [input], outputs.Names, values);
        }
        finally
        {
            foreach (var value in values)
                value?.Dispose();
        }
    }

    private unsafe void RunBound(float* pixels, int first, int rows, GraphOutputs outputs, ReadOnlySpan<nint> addresses)
    {
        var run = _bound.TryTake(out var idle) ? idle : new BoundRun(session, _run, InputName, graph.Image, gpu);
        try
        {
            run.Run(pixels, rows, outputs, addresses, first);
        }
        finally
        {
            _bound.Add(run);
        }
    }

    /// <summary>Refuses whoever comes now.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
            Leave();
    }

    /// <exception cref="ObjectDisposedException">The session was disposed of.</exception>
    public void Enter()
    {
        for (var users = Volatile.Read(ref _users); Volatile.Read(ref _closed) == 0 && users > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
                return;
            users = seen;
        }
        throw new ObjectDisposedException(nameof(CnnScorer));
    }

    /// <summary>Releases the session when nobody is left: one that is released during a run takes the process along.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) > 0)
            return;
        while (_bound.TryTake(out var run))
            run.Dispose();
        session.Dispose();
        _run.Dispose();
        _blocks.Dispose();
    }

    private static OrtValue Tensor(nint data, long[] shape) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, data, shape.Aggregate((long)sizeof(float), (product, dimension) => product * dimension));
}
