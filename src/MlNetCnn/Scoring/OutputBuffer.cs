using System.Runtime.InteropServices;

namespace MlNetCnn;

/// <summary>Room for one of the network's outputs, for a block of rows. It does not move in memory: ONNX Runtime writes into it.</summary>
internal sealed class OutputBuffer(string name, TensorShape shape, int rows)
{
    private readonly float[] _values = GC.AllocateArray<float>(checked(rows * shape.Elements), pinned: true);

    /// <summary>The output's name in the graph.</summary>
    public string Name => name;

    /// <summary>One row's shape.</summary>
    public TensorShape Shape => shape;

    public nint Address => Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);

    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * shape.Elements, shape.Elements);
}
