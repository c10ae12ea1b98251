using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Benchmarks;

/// <summary>Rows in memory and how fast they are scored.</summary>
internal static class Rows
{
    public const int Count = 20_000;

    private const int MostImages = 2_000, MostPixels = 20_000_000;

    // Whoever scores in blocks has scored whole ones whenever the clock is looked at.
    private const int Stretch = 1024, StretchOfPhotos = 64, PhotoPixels = 100_000;

    /// <summary>How many images differ.</summary>
    public static int Distinct(Network network) => Math.Min(MostImages, MostPixels / network.Shape.Elements);

    /// <summary>Random pixels, <c>[Distinct, C, H, W]</c>.</summary>
    public static float[] Pixels(Network network) => [.. network.Images(Distinct(network)).Pixels.ToArray().Select(p => (float)p)];

    /// <summary>That many rows, the distinct ones over and over.</summary>
    public static IDataView View(MLContext ml, Network network, int count = Count)
    {
        PixelRow[] rows = [.. Pixels(network).Chunk(network.Shape.Elements).Select(pixels => new PixelRow { Features = pixels })];
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => rows[i % rows.Length]), Definition(network));
    }

    public static SchemaDefinition Definition(Network network)
    {
        var definition = SchemaDefinition.Create(typeof(PixelRow));
        definition[nameof(PixelRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, network.Shape.Dimensions);
        return definition;
    }

    /// <summary>Reads the scores of the rows, again and again for about that long; rows a second.</summary>
    public static double Rate(IDataView scored, double seconds)
    {
        var watch = Stopwatch.StartNew();
        var rows = 0L;
        var stretch = scored.Schema["Features"].Type is VectorDataViewType { Size: > PhotoPixels } ? StretchOfPhotos : Stretch;
        VBuffer<float> score = default;
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
            var getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
            for (var row = 1; cursor.MoveNext(); row++)
            {
                getter(ref score);
                rows++;
                if (row % stretch == 0 && watch.Elapsed.TotalSeconds >= seconds)
                    break;
            }
        }
        return rows / watch.Elapsed.TotalSeconds;
    }
}
