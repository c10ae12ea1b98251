using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Google.Protobuf;
using MlNetCnn.Onnx.Proto;
using ElementType = MlNetCnn.Onnx.Proto.TensorProto.Types.DataType;

namespace MlNetCnn;

/// <summary>Moves tensors in and out of ONNX's messages, where they are little-endian bytes.</summary>
internal static class OnnxTensor
{
    public static TensorProto Write(string name, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values) =>
        Raw(name, ElementType.Float, dimensions, values);

    public static TensorProto Write(string name, ReadOnlySpan<long> dimensions, ReadOnlySpan<Half> values) =>
        Raw(name, ElementType.Float16, dimensions, values);

    public static TensorProto Write(string name, ReadOnlySpan<long> dimensions, ReadOnlySpan<sbyte> values) =>
        Raw(name, ElementType.Int8, dimensions, values);

    public static TensorProto Write(string name, ReadOnlySpan<long> dimensions, ReadOnlySpan<byte> values) =>
        Raw(name, ElementType.Uint8, dimensions, values);

    public static TensorProto Write(string name, ReadOnlySpan<long> dimensions, ReadOnlySpan<int> values) =>
        Raw(name, ElementType.Int32, dimensions, values);

    /// <summary>A list of whole numbers, such as a shape.</summary>
    public static TensorProto Write(string name, ReadOnlySpan<long> values)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)ElementType.Int64, Dims = { values.Length } };
        foreach (var value in values)
            tensor.Int64Data.Add(value);
        return tensor;
    }

    /// <summary>The values of a tensor of floats, of 32 or 16 bits.</summary>
    public static float[] Read(TensorProto tensor)
    {
        if (tensor.FloatData.Count > 0)
            return [.. tensor.FloatData];
        if (tensor.DataType == (int)ElementType.Float16 && tensor.Int32Data.Count > 0)
            return [.. tensor.Int32Data.Select(bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits))];
        if (tensor.DataType != (int)ElementType.Float16)
            return Values<float>(tensor);
        var halves = Values<Half>(tensor);
        var values = new float[halves.Length];
        TensorPrimitives.ConvertToSingle(halves, values);
        return values;
    }

    /// <summary>The values of a tensor of whole numbers, of 64 or 32 bits, or of truth values; none of other types.</summary>
    public static long[] ReadNumbers(TensorProto tensor) => (ElementType)tensor.DataType switch
    {
        ElementType.Int64 => tensor.Int64Data.Count > 0 ? [.. tensor.Int64Data] : Values<long>(tensor),
        ElementType.Bool => tensor.Int32Data.Count > 0 ? [.. tensor.Int32Data] : [.. tensor.RawData.Select(b => (long)b)],
        ElementType.Int32 => tensor.Int32Data.Count > 0 ? [.. tensor.Int32Data] : [.. Values<int>(tensor).Select(i => (long)i)],
        _ => [],
    };

    private static TensorProto Raw<T>(string name, ElementType type, ReadOnlySpan<long> dimensions, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type };
        foreach (var dimension in dimensions)
            tensor.Dims.Add(dimension);
        tensor.RawData = BitConverter.IsLittleEndian
            ? ByteString.CopyFrom(MemoryMarshal.AsBytes(values))
            : UnsafeByteOperations.UnsafeWrap(MemoryMarshal.AsBytes<T>(Reversed(values)).ToArray());
        return tensor;
    }

    private static T[] Values<T>(TensorProto tensor)
        where T : unmanaged
    {
        var values = MemoryMarshal.Cast<byte, T>(tensor.RawData.Span);
        return BitConverter.IsLittleEndian ? values.ToArray() : Reversed(values);
    }

    private static unsafe T[] Reversed<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var reversed = values.ToArray();
        if (sizeof(T) == sizeof(long))
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, long>(values), MemoryMarshal.Cast<T, long>(reversed.AsSpan()));
        else if (sizeof(T) == sizeof(int))
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, int>(values), MemoryMarshal.Cast<T, int>(reversed.AsSpan()));
        else if (sizeof(T) == sizeof(short))
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, short>(values), MemoryMarshal.Cast<T, short>(reversed.AsSpan()));
        return reversed;
    }
}
