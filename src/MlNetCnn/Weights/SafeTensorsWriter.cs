using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlNetCnn;

/// <summary>Writes weights as safetensors, all as 32-bit floats in the order of their names, as the reference implementation does: equal weights give equal bytes.</summary>
internal static class SafeTensorsWriter
{
    private const int ValuesAStep = 1 << 16;

    public static void Write(Weights weights, IReadOnlyDictionary<string, string>? metadata, Stream stream)
    {
        var tensors = weights.OrderBy(t => t.Key, StringComparer.Ordinal).ToArray();
        var header = Header(tensors, metadata);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (_, tensor) in tensors)
        {
            for (var rest = tensor.Values.Span; !rest.IsEmpty; rest = rest[Math.Min(ValuesAStep, rest.Length)..])
                Write(rest[..Math.Min(ValuesAStep, rest.Length)], stream);
        }
    }

    private static ReadOnlySpan<byte> Header(KeyValuePair<string, WeightTensor>[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            long end = 0;
            foreach (var (name, tensor) in tensors)
            {
                if (name == SafeTensorsHeader.Metadata)
                    throw new ArgumentException($"A tensor is called '{name}', which safetensors keeps for itself: give it another name.");
                var start = end;
                end += (long)tensor.Shape.Elements * sizeof(float);
                WriteEntry(json, name, tensor.Shape, start, end);
            }
            json.WriteEndObject();
        }
        while (buffer.WrittenCount % 8 != 0)
            buffer.Write(" "u8); // so that the data are aligned
        if (buffer.WrittenCount > SafeTensorsHeader.LongestHeader)
            throw new ArgumentException($"The names and metadata take {buffer.WrittenCount} bytes, but safetensors allows {SafeTensorsHeader.LongestHeader}.");
        return buffer.WrittenSpan;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? metadata)
    {
        var entries = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" };
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>())
            entries[key] = value;
        json.WriteStartObject(SafeTensorsHeader.Metadata);
        foreach (var (key, value) in entries)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, TensorShape shape, long start, long end)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", SafeTensorTypes.Single);
        json.WriteStartArray("shape");
        foreach (var dimension in shape.Dimensions)
            json.WriteNumberValue(dimension);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(start);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(ReadOnlySpan<float> values, Stream stream)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }
        var swapped = new int[values.Length];
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<float, int>(values), swapped);
        stream.Write(MemoryMarshal.AsBytes<int>(swapped));
    }
}
