using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace MlNetCnn;

/// <summary>
/// Reads what a safetensors file says it holds, and believes it only where the file bears it out: the tensors must cover the data from
/// its first byte to its last, one after another. Whatever is wrong is an <see cref="InvalidDataException"/> that names the file.
/// </summary>
internal sealed class SafeTensorsHeader
{
    public const string Metadata = "__metadata__";

    /// <summary>The longest header that the reference implementation reads, in bytes.</summary>
    public const int LongestHeader = 100_000_000;

    private static readonly JsonDocumentOptions Json = new() { AllowDuplicateProperties = false };

    private readonly string _source;

    private SafeTensorsHeader(string source) => _source = source;

    /// <summary>The tensors in the order of their data, read from a stream at its first byte; it is left at the first byte of the data.</summary>
    /// <param name="stream">A stream that knows its length.</param>
    /// <param name="source">What errors call the file: its quoted name.</param>
    public static ImmutableArray<SafeTensorEntry> Read(Stream stream, string source) => new SafeTensorsHeader(source).Read(stream);

    private ImmutableArray<SafeTensorEntry> Read(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (stream.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
            throw Broken("is not a safetensors file, or is cut off: it is shorter than the 8 bytes that hold the header's length.");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LongestHeader)
            throw Broken($"is not a safetensors file: its header would be {length} bytes, but at most {LongestHeader} are allowed.");
        if ((long)length > stream.Length - 8)
            throw Broken($"is not a safetensors file, or is cut off: its header would be {length} bytes, but {stream.Length - 8} follow.");
        var header = new byte[length];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            throw Broken("ended while its header was read.");
        var entries = Parse(header).OrderBy(e => e.Start).ThenBy(e => e.End).ToImmutableArray();
        CheckCoverage(entries, stream.Length - 8 - (long)length);
        return entries;
    }

    private List<SafeTensorEntry> Parse(byte[] header)
    {
        if (header is not [(byte)'{', ..] || !Utf8.IsValid(header))
            throw Broken("is not a safetensors file: its header is not a JSON object in UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(header, Json);
            var entries = new List<SafeTensorEntry>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Name == Metadata)
                    CheckMetadata(property.Value);
                else
                    entries.Add(Entry(property.Name, property.Value));
            }
            return entries;
        }
        // InvalidOperationException is what text with half a surrogate pair gives.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Broken($"has a header that cannot be read: {e.Message}", e);
        }
    }

    private void CheckMetadata(JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object || metadata.EnumerateObject().Any(p => p.Value.ValueKind != JsonValueKind.String))
            throw Broken($"has a '{Metadata}' that is not an object of texts.");
    }

    private SafeTensorEntry Entry(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String
            || !value.TryGetProperty("shape", out var shape) || !TryGetSizes(shape, out var dimensions)
            || !value.TryGetProperty("data_offsets", out var offsets) || !TryGetSizes(offsets, out var range) || range.Length != 2)
            throw Broken($"describes its tensor '{name}' wrongly: it needs dtype, a text, shape, an array of sizes, and data_offsets, two sizes.");
        var type = dtype.GetString()!;
        var size = SafeTensorTypes.SizeOf(type) ?? throw Broken($"has a tensor '{name}' of type '{type}', which is not known.");
        var entry = new SafeTensorEntry(name, type, dimensions, range[0], range[1]);
        if (ByteLength(dimensions, size) is not { } bytes || entry.End - entry.Start != bytes)
            throw Broken($"has a tensor '{name}' from byte {entry.Start} to {entry.End}, which does not fit its {entry.Description}.");
        return entry;
    }

    private static bool TryGetSizes(JsonElement array, out ImmutableArray<long> sizes)
    {
        sizes = [];
        if (array.ValueKind != JsonValueKind.Array)
            return false;
        var found = ImmutableArray.CreateBuilder<long>();
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetUInt64(out var size) || size > long.MaxValue)
                return false;
            found.Add((long)size);
        }
        sizes = found.ToImmutable();
        return true;
    }

    private static long? ByteLength(ImmutableArray<long> shape, int size)
    {
        try
        {
            return shape.Aggregate((long)size, (product, dimension) => checked(product * dimension));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    // The format allows neither holes nor overlaps nor anything behind the last tensor: nothing can hide in a file.
    private void CheckCoverage(ImmutableArray<SafeTensorEntry> entries, long length)
    {
        long end = 0;
        foreach (var entry in entries)
        {
            if (entry.Start != end)
                throw Broken($"has a tensor '{entry.Name}' from byte {entry.Start}, but the one before it ends at {end}: neither gaps nor overlaps are allowed.");
            end = entry.End;
        }
        if (end != length)
            throw Broken($"is damaged or cut off: its tensors take {end} bytes, but {length} follow the header.");
    }

    private InvalidDataException Broken(string what, Exception? cause = null) => new($"{_source} {what}", cause);
}
