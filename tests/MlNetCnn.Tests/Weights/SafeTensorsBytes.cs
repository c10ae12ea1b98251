using System.Buffers.Binary;
using System.Text;

namespace MlNetCnn.Tests;

/// <summary>Writes the format by hand, as its description has it, so that reader and writer are not each other's only witness.</summary>
internal static class SafeTensorsBytes
{
    /// <summary>The length, the header and the data, one behind the other.</summary>
    public static byte[] Of(string header, params byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text, .. data];
    }

    /// <summary>A file of one tensor over all of the data.</summary>
    public static byte[] One(string type, string shape, params byte[] data) =>
        Of($$"""{"t":{"dtype":"{{type}}","shape":{{shape}},"data_offsets":[0,{{data.Length}}]} }""", data);

    public static Weights Read(byte[] bytes) => SafeTensorsReader.Read(new MemoryStream(bytes), "'x'");
}
