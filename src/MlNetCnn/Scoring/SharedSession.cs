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
/// <param name="binds">Whether runs go through <see cref="BoundRun"/>, as is faster on a GPU.</param>
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
    /// <param name="pixels"><c>[rows, C, H, W]</c>. It and the outputs are the caller's memory: nothing is copied.</param>
    /// <param name="rows">How many images.</param>
    /// <param name="names">The outputs' names.</param>
    /// <param name="addresses">Where they go.</param>
    /// <param name="shapes">Their shapes, the rows first.</param>
    public unsafe void Run(ReadOnlySpan<float> pixels, int rows, string[] names, nint[] addresses, long[][] shapes)
    {
        var isBlock = rows > 1;
        if (isBlock)
            _blocks.Wait();
        try
        {
            fixed (float* x = pixels)
            {
                for (var (row, step) = (0, graph.IsOneByOne ? 1 : rows); row < rows; row += step)
                    Run(x + row * graph.Image.Elements, row, step, names, addresses, shapes);
            }
        }
        finally
        {
            if (isBlock)
                _blocks.Release();
        }
    }

    private unsafe void Run(float* pixels, int first, int rows, string[] names, nint[] addresses, long[][] shapes)
    {
        var image = graph.Image;
        if (binds)
        {
            RunBound(pixels, first, rows, names, addresses, shapes);
            return;
        }
        using var input = Tensor((nint)pixels, [rows, image.Channels, image.Height, image.Width]);
        var outputs = new OrtValue[names.Length];
        try
        {
            for (var i = 0; i < outputs.Length; i++)
            {
                long[] shape = [rows, .. shapes[i].AsSpan(1)];
                outputs[i] = Tensor(addresses[i] + first * (nint)(Elements(shape) / rows * sizeof(float)), shape);
            }
            session.Run(_run, Inputs, [input], names, outputs);
        }
        finally
        {
            foreach (var output in outputs)
                output?.Dispose();
        }
    }

    private unsafe void RunBound(float* pixels, int first, int rows, string[] names, nint[] addresses, long[][] shapes)
    {
        var image = graph.Image;
        long[][] ours = Array.ConvertAll(shapes, s => (long[])[rows, .. s.AsSpan(1)]);
        var targets = new nint[addresses.Length];
        for (var i = 0; i < targets.Length; i++)
            targets[i] = addresses[i] + first * (nint)(Elements(ours[i]) / rows * sizeof(float));
        var run = _bound.TryTake(out var idle) ? idle : new BoundRun(session, _run, gpu);
        try
        {
            run.Run(pixels, InputName, [rows, image.Channels, image.Height, image.Width], names, targets, ours);
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

    private static long Elements(long[] shape) => shape.Aggregate(1L, (product, dimension) => product * dimension);

    private static OrtValue Tensor(nint data, long[] shape) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, data, Elements(shape) * sizeof(float));
}
