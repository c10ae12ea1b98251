using System.Text.Json.Serialization;
using Parquet.Serialization;

namespace MlNetCnn.Tests;

/// <summary>A Parquet file of four images of 2×2 pixels in two classes.</summary>
internal static class ParquetSample
{
    public static byte[] Bytes { get; } = Write();

    private static byte[] Write()
    {
        using var file = new MemoryStream();
        ParquetSerializer.SerializeAsync(Enumerable.Range(0, 4).Select(i => new Row { Label = i % 2, Pixels = [i, 2, 3, 4] }), file).GetAwaiter().GetResult();
        return file.ToArray();
    }

    internal sealed class Row
    {
        [JsonPropertyName("label")]
        public int Label { get; set; }

        [JsonPropertyName("pixels")]
        public List<int> Pixels { get; set; } = [];
    }
}
