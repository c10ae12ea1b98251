using System.Buffers.Binary;

namespace MlNetCnn;

/// <summary>
/// Reads the weights of a safetensors file, one tensor after another: beside the weights it needs one small buffer, however large the file.
/// </summary>
internal static class SafeTensorsReader
{
    private const int BufferBytes = 1 << 18;

    public static Weights Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return Read(file, $"'{path}'");
    }

    /// <summary>Reads a seekable stream from its first byte on.</summary>
    /// <param name="stream">The file's content.</param>
    /// <param name="source">What errors call the file: its quoted name.</param>
    /// <exception cref="InvalidDataException">It is not an undamaged safetensors file.</exception>
    public static Weights Read(Stream stream, string source)
    {
        var entries = SafeTensorsHeader.Read(stream, source);
        var data = stream.Position;
        var tensors = new List<KeyValuePair<string, WeightTensor>>();
        var leftOut = new List<LeftOutTensor>();
        var buffer = new byte[Math.Min(BufferBytes, stream.Length - data)];
        foreach (var entry in entries)
        {
            if (!entry.IsWeights)
            {
                leftOut.Add(new LeftOutTensor(entry.Name, entry.Description));
                continue;
            }
            var shape = ShapeOf(entry, source);
            stream.Position = data + entry.Start;
            tensors.Add(new(entry.Name, new WeightTensor(shape, Values(stream, entry, shape.Elements, buffer, source))));
        }
        return new Weights(tensors, leftOut);
    }

    private static TensorShape ShapeOf(SafeTensorEntry entry, string source)
    {
        var elements = entry.Shape.Aggregate(1L, (product, dimension) => product * dimension); // the header's check has shown that it fits
        if (elements > Array.MaxLength)
            throw new InvalidDataException($"{source} has a tensor '{entry.Name}' of {entry.Description}, but at most {Array.MaxLength} values can be read.");
        return new TensorShape([.. entry.Shape.Select(d => (int)d)]);
    }

    private static float[] Values(Stream stream, SafeTensorEntry entry, int count, byte[] buffer, string source)
    {
        var values = new float[count];
        var size = SafeTensorTypes.SizeOf(entry.Type)!.Value;
        var step = buffer.Length / size;
        for (var from = 0; from < count; from += step)
        {
            var part = values.AsSpan(from, Math.Min(step, count - from));
            var bytes = buffer.AsSpan(0, part.Length * size);
            if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                throw new InvalidDataException($"{source} ended while its tensor '{entry.Name}' was read.");
            Convert(entry.Type, bytes, part);
        }
        return values;
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
