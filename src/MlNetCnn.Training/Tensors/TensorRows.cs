using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>The memory of a contiguous tensor on the CPU, row by row: TorchSharp's own spans end at 2 GB. Valid as long as the tensor.</summary>
internal readonly unsafe struct TensorRows
{
    private readonly byte* _start;
    private readonly int _rowBytes;

    public TensorRows(Tensor tensor)
    {
        using var first = tensor.slice(0, 0, 1, 1).DetachFromDisposeScope();
        var bytes = first.bytes;
        _rowBytes = bytes.Length;
        _start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)); // native memory, which the collector does not move
    }

    public Span<byte> this[long row] => new(_start + (row * _rowBytes), _rowBytes);
}
