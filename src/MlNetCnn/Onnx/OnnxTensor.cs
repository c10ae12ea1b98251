using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>Moves float tensors in and out of ONNX's messages, where they are little-endian bytes.</summary>
internal static class OnnxTensor
{
    public static TensorProto Write(string name, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Float };
        foreach (var dimension in dimensions)
            tensor.Dims.Add(dimension);
        if (BitConverter.IsLittleEndian)
        {
            tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values));
        }
        else
        {
            var swapped = new int[values.Length];
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<float, int>(values), swapped);
            tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<int>(swapped));
        }
        return tensor;
    }

    /// <summary>A list of whole numbers, such as a shape.</summary>
    public static TensorProto Write(string name, ReadOnlySpan<long> values)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Int64, Dims = { values.Length } };
        foreach (var value in values)
            tensor.Int64Data.Add(value);
        return tensor;
    }

    public static float[] Read(TensorProto tensor)
    {
        var values = MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            var bits = MemoryMarshal.Cast<float, int>(values.AsSpan());
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
        return values;
    }
}
