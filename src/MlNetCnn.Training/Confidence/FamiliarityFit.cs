using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Measures how the embeddings of the training images lie within their classes.</summary>
internal static class FamiliarityFit
{
    /// <summary>The widest embedding: its covariance has 16 million values, as many as the largest layer of VGG has inside.</summary>
    private const int LargestWidth = 4096;

    private const int MostImages = 20_000;
    private const int MostValues = 40_000_000;

    /// <summary>The figures, or null where the network has no embedding, or too wide a one.</summary>
    public static Familiarity? Of(CnnModel model, TrainingInput input, TrainingOptions options)
    {
        if (TransferPlan.Embedding(model.Plan) is not { Output.Elements: <= LargestWidth and var width } layer)
            return null;
        using var reader = new OutputReader(model, layer.Path, layer.Output, options);
        var (embeddings, labels) = reader.Read(input.TrainingBatches, Math.Min(MostImages, MostValues / width));
        using var scope = NewDisposeScope();
        var (rows, classes) = (tensor(embeddings, [labels.Length, width], ScalarType.Float64), tensor(labels, ScalarType.Int64));
        // A class of which there is no image is taken to lie in the middle.
        var members = nn.functional.one_hot(classes, model.ClassNames.Length).to_type(ScalarType.Float64); // [n, classes]
        var counts = members.sum(dim: 0, keepdim: true).t();
        var means = where(counts.to_type(ScalarType.Bool), members.t().matmul(rows).div(counts), rows.mean([0], keepdim: true));
        var within = rows.sub(means.index_select(0, classes));
        var whitening = linalg.cholesky(linalg.inv(Shrunk(within.t().matmul(within).Over(labels.Length), labels.Length)));
        return new(layer.Path, Values(whitening), Values(means.matmul(whitening)));
    }

    /// <summary>
    /// The covariance with oracle approximating shrinkage towards a multiple of the identity (Chen et al. 2010), so that few images and
    /// values that never change leave it invertible.
    /// </summary>
    private static Tensor Shrunk(Tensor covariance, int images)
    {
        var width = covariance.shape[0];
        var mean = covariance.trace().ToDouble() / width;
        var square = covariance.mul(covariance).mean().ToDouble();
        var share = square > mean * mean / width ? (square + (mean * mean)) / ((images + 1) * (square - (mean * mean / width))) : 1;
        share = Math.Clamp(share, 1e-4, 1);
        return covariance.Times(1 - share).Plus(eye(width, dtype: ScalarType.Float64), Math.Max(share * mean, 1e-12));
    }

    private static WeightTensor Values(Tensor matrix) =>
        new(new TensorShape((int)matrix.shape[0], (int)matrix.shape[1]), matrix.to_type(ScalarType.Float32).contiguous().data<float>().ToArray());
}
