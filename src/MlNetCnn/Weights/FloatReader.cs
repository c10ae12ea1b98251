using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MlNetCnn;

/// <summary>Reads floating-point values of any type as 32-bit floats, piece by piece: beside the result it needs one small buffer.</summary>
internal static class FloatReader
{
    private const int BufferBytes = 1 << 18;

    /// <summary>Reads little-endian values from the stream's position on.</summary>
    /// <param name="stream">The values, one behind the other.</param>
    /// <param name="type">Their type, one of which <see cref="SafeTensorTypes.IsRead"/> holds.</param>
    /// <param name="count">How many.</param>
    /// <returns>Null where the stream ends before.</returns>
    public static float[]? Read(Stream stream, string type, int count)
    {
        var values = new float[count];
        var size = SafeTensorTypes.SizeOf(type)!.Value;
        var isAsInMemory = type == SafeTensorTypes.Single && BitConverter.IsLittleEndian;
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(BufferBytes, (long)count * size));
        try
        {
            var step = buffer.Length / size;
            for (var from = 0; from < count; from += step)
            {
                var part = values.AsSpan(from, Math.Min(step, count - from));
                var bytes = isAsInMemory ? MemoryMarshal.AsBytes(part) : buffer.AsSpan(0, part.Length * size);
                if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                    return null;
                if (!isAsInMemory)
                    Convert(type, bytes, part);
            }
            return values;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Convert(string type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (type)
        {
            case SafeTensorTypes.Single:
                for (var i = 0; i < values.Length; i++)
                    values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
                break;
            case "F16":
                for (var i = 0; i < values.Length; i++)
                    values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
                break;
            case "BF16": // the upper half of a 32-bit float
                for (var i = 0; i < values.Length; i++)
                    values[i] = BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16);
                break;
            case "F64":
                for (var i = 0; i < values.Length; i++)
                    values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                break;
            default:
                throw new NotSupportedException($"No conversion of {type} is known.");
        }
    }
}
