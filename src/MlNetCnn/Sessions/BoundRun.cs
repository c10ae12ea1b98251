using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MlNetCnn;

/// <summary>
/// Runs a session by I/O binding, with memory of its own on both ends that a GPU reads and writes by itself: images are copied in and
/// outputs out once, and nothing is allocated from run to run. One at a time.
/// </summary>
internal sealed unsafe class BoundRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options;
    private readonly OrtIoBinding _binding;
    private readonly OrtAllocator? _own;
    private readonly Dictionary<string, (OrtMemoryAllocation Memory, long Bytes)> _buffers = [];

    /// <param name="session">Stays the caller's.</param>
    /// <param name="options">Of its runs; stays the caller's.</param>
    /// <param name="gpu">The GPU that the session is on, or null on the CPU.</param>
    public BoundRun(InferenceSession session, RunOptions options, int? gpu)
    {
        (_session, _options, _binding) = (session, options, session.CreateIoBinding());
        if (gpu is { } index)
            _own = TryPin(session, index);
    }

    /// <summary>Runs the session.</summary>
    /// <param name="pixels"><c>[rows, C, H, W]</c>.</param>
    /// <param name="input">The input's name.</param>
    /// <param name="shape">The input's shape.</param>
    /// <param name="names">The outputs' names.</param>
    /// <param name="addresses">Where they go.</param>
    /// <param name="shapes">Their shapes.</param>
    public void Run(float* pixels, string input, long[] shape, string[] names, nint[] addresses, long[][] shapes)
    {
        var values = new OrtValue[names.Length + 1];
        try
        {
            _binding.ClearBoundInputs();
            _binding.ClearBoundOutputs();
            values[0] = Tensor(input, shape, out var bytes);
            Buffer.MemoryCopy(pixels, (void*)_buffers[input].Memory.DangerousGetHandle(), bytes, bytes);
            _binding.BindInput(input, values[0]); // sends it
            for (var i = 0; i < names.Length; i++)
                _binding.BindOutput(names[i], values[i + 1] = Tensor(names[i], shapes[i], out _));
            _session.RunWithBinding(_options, _binding);
            _binding.SynchronizeBoundOutputs();
            for (var i = 0; i < names.Length; i++)
            {
                var size = Bytes(shapes[i]);
                Buffer.MemoryCopy((void*)_buffers[names[i]].Memory.DangerousGetHandle(), (void*)addresses[i], size, size);
            }
        }
        finally
        {
            foreach (var value in values)
                value?.Dispose();
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        foreach (var (memory, _) in _buffers.Values)
            memory.Dispose();
        _own?.Dispose();
    }

    private OrtAllocator Allocator => _own ?? OrtAllocator.DefaultInstance;

    private OrtValue Tensor(string name, long[] shape, out long bytes)
    {
        bytes = Bytes(shape);
        if (!_buffers.TryGetValue(name, out var buffer) || buffer.Bytes < bytes)
        {
            buffer.Memory?.Dispose();
            _buffers[name] = buffer = (Allocator.Allocate(checked((uint)bytes)), bytes);
        }
        return OrtValue.CreateTensorValueWithData(buffer.Memory.Info, TensorElementType.Float, shape, buffer.Memory.DangerousGetHandle(), bytes);
    }

    /// <summary>Memory that the system may not move; null where ONNX Runtime has none to give, and any memory will do.</summary>
    private static OrtAllocator? TryPin(InferenceSession session, int gpu)
    {
        try
        {
            using var pinned = new OrtMemoryInfo("CudaPinned", OrtAllocatorType.DeviceAllocator, gpu, OrtMemType.CpuOutput);
            return new OrtAllocator(session, pinned);
        }
        catch (OnnxRuntimeException)
        {
            return null;
        }
    }

    private static long Bytes(long[] shape) => shape.Aggregate((long)sizeof(float), (product, dimension) => product * dimension);
}
