using System.Collections.Immutable;
using System.Text.Json;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>A network as it was saved, with what its transformer was told besides.</summary>
/// <param name="Graph">The network.</param>
/// <param name="FeatureColumn">The column of pixels; null where it was not saved, as in an ONNX file.</param>
/// <param name="TakesImages">Whether that is a column of images.</param>
/// <param name="Resize">How images of other sizes come to the network's: only of a model that takes image files.</param>
/// <param name="Layers">The layers whose outputs are columns.</param>
internal sealed record SavedNetwork(ScoringGraph Graph, string? FeatureColumn, bool TakesImages, ResizeMode? Resize, ImmutableArray<LayerOutput> Layers)
{
    /// <summary>Whether there is a network of this library's in an ONNX file.</summary>
    public static bool IsIn(ModelProto onnx) => OnnxMetadata.Find(onnx, OnnxMetadata.Format) is not null;

    /// <param name="onnx">An ONNX file of ours, or the graph in a zip.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="InvalidDataException">It is not ours, or was changed after it was saved.</exception>
    public static SavedNetwork Read(ModelProto onnx, string source)
    {
        // Of these the graph itself is run, for there are no weights of ours to write another from.
        ScoringGraph graph = IsIn(onnx)
            && (OnnxMetadata.Find(onnx, OnnxMetadata.Foreign) is not null || OnnxMetadata.Find(onnx, OnnxMetadata.Precision) is OnnxMetadata.Int8)
            ? Foreign(onnx, source)
            : new PlannedGraph(OnnxImporter.Import(onnx, source), source);
        return new(graph, OnnxMetadata.Find(onnx, OnnxMetadata.FeatureColumn), OnnxMetadata.Find(onnx, OnnxMetadata.Images) is not null,
            Enum.TryParse<ResizeMode>(OnnxMetadata.Find(onnx, OnnxMetadata.Images), out var resize) ? resize : null, ReadLayers(onnx, source));
    }

    private static ForeignGraph Foreign(ModelProto onnx, string source)
    {
        if (onnx.Graph.Node.Any(n => n.Name.StartsWith(PortableGraph.Own, StringComparison.Ordinal)))
            PortableGraph.Restore(onnx.Graph);
        return ForeignProbe.Check(onnx, source);
    }

    private static ImmutableArray<LayerOutput> ReadLayers(ModelProto onnx, string source)
    {
        if (OnnxMetadata.Find(onnx, OnnxMetadata.Layers) is not { } text)
            return [];
        var pairs = Pairs(text);
        return pairs is not null && pairs.All(p => p is [not null, not null])
            ? [.. pairs.Select(pair => new LayerOutput(pair[0]) { ColumnName = pair[1] })]
            : throw new InvalidDataException(
                $"{source} has metadata '{OnnxMetadata.Layers}' that cannot be read: it must be pairs of path and column.");
    }

    private static string[][]? Pairs(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<string[][]>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
