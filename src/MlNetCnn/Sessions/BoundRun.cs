using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MlNetCnn;

/// <summary>
/// Runs a session by I/O binding, with memory of its own on both ends, which a GPU reads and writes by itself: images are copied in and
/// outputs out once. A run with as many rows and the same outputs as the one before allocates nothing. One at a time.
/// </summary>
internal sealed unsafe class BoundRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options;
    private readonly OrtIoBinding _binding;
    private readonly OrtAllocator? _own;
    private readonly string _input;
    private readonly TensorShape _image;
    private readonly bool _sends;
    private readonly Dictionary<string, (OrtMemoryAllocation Memory, long Bytes)> _buffers = [];
    private OrtValue[] _values = []; // the input's, then the outputs'
    private nint[] _addresses = []; // of the same
    private GraphOutputs? _outputs;
    private int _rows;

    /// <param name="session">Stays the caller's.</param>
    /// <param name="options">Of its runs; stays the caller's.</param>
    /// <param name="input">The input's name.</param>
    /// <param name="image">The shape of one row of it.</param>
    /// <param name="gpu">The GPU that the session is on, or null on the CPU.</param>
    public BoundRun(InferenceSession session, RunOptions options, string input, TensorShape image, int? gpu)
    {
        (_session, _options, _input, _image, _sends) = (session, options, input, image, gpu is not null);
        _binding = session.CreateIoBinding();
        if (gpu is { } index)
            _own = TryPin(session, index);
    }

    /// <summary>Runs the session.</summary>
    /// <param name="pixels"><c>[rows, C, H, W]</c>.</param>
    /// <param name="rows">How many images.</param>
    /// <param name="outputs">What to fetch.</param>
    /// <param name="addresses">Where the outputs go.</param>
    /// <param name="first">The row there to begin with.</param>
    public void Run(float* pixels, int rows, GraphOutputs outputs, ReadOnlySpan<nint> addresses, int first)
    {
        if (rows != _rows || outputs != _outputs)
            Bind(rows, outputs);
        var bytes = (long)rows * _image.Elements * sizeof(float);
        Buffer.MemoryCopy(pixels, (void*)_addresses[0], bytes, bytes);
        if (_sends)
            _binding.BindInput(_input, _values[0]);
        _session.RunWithBinding(_options, _binding);
        _binding.SynchronizeBoundOutputs();
        for (var i = 0; i < addresses.Length; i++)
        {
            var row = outputs.BytesOfRow(i);
            Buffer.MemoryCopy((void*)_addresses[i + 1], (void*)(addresses[i] + (nint)(first * row)), rows * row, rows * row);
        }
    }

    public void Dispose()
    {
        Unbind();
        _binding.Dispose();
        foreach (var (memory, _) in _buffers.Values)
            memory.Dispose();
        _own?.Dispose();
    }

    private OrtAllocator Allocator => _own ?? OrtAllocator.DefaultInstance;

    private void Bind(int rows, GraphOutputs outputs)
    {
        Unbind();
        _values = new OrtValue[outputs.Count + 1];
        _addresses = new nint[outputs.Count + 1];
        _values[0] = Tensor(_input, [rows, .. _image.Dimensions], out _addresses[0]);
        _binding.BindInput(_input, _values[0]);
        for (var i = 0; i < outputs.Count; i++)
        {
            _values[i + 1] = Tensor(outputs.Names[i], outputs.Shape(i, rows), out _addresses[i + 1]);
            _binding.BindOutput(outputs.Names[i], _values[i + 1]);
        }
        (_rows, _outputs) = (rows, outputs);
    }

    private void Unbind()
    {
        _outputs = null;
        _binding.ClearBoundInputs();
        _binding.ClearBoundOutputs();
        foreach (var value in _values)
            value?.Dispose();
    }

    private OrtValue Tensor(string name, long[] shape, out nint address)
    {
        var bytes = shape.Aggregate((long)sizeof(float), (product, dimension) => product * dimension);
        if (!_buffers.TryGetValue(name, out var buffer) || buffer.Bytes < bytes)
        {
            buffer.Memory?.Dispose();
            _buffers[name] = buffer = (Allocator.Allocate(checked((uint)bytes)), bytes);
        }
        address = buffer.Memory.DangerousGetHandle();
        return OrtValue.CreateTensorValueWithData(buffer.Memory.Info, TensorElementType.Float, shape, address, bytes);
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
}
