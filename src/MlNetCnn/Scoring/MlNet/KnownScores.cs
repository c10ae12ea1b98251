using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>What is compared with a network's threshold of what is known.</summary>
internal static class KnownScores
{
    /// <summary>It for each row of a data view; where the network has no threshold, the probability of the likeliest class.</summary>
    public static float[] Of(MLContext ml, ScoringGraph network, IDataView images, string featureColumn = ImageSetView.Features)
    {
        var column = network.KnownFrom is null ? CnnSchema.Score : OnnxMetadata.KnownScore;
        LayerOutput[] outputs = network.KnownFrom is null ? [] : [new(column)];
        using var transformer = new CnnTransformer(ml, network, outputs, featureColumn);
        return [.. transformer.Transform(images).GetColumn<float[]>(column).Select(scores => TensorPrimitives.Max<float>(scores))];
    }
}
