using Microsoft.ML.OnnxRuntime;

namespace MlNetCnn;

/// <summary>Whether ONNX Runtime scores on a device.</summary>
internal static class ScoringSupport
{
    // A convolution, because CUDA does without cuDNN until there is one.
    private static readonly Architecture Network = new("probe", [new Conv2d(2, 3), new Flatten(), new Linear()]);
    private static readonly TensorShape Image = new(1, 4, 4);

    /// <summary>Scores an image there. Gives why that cannot be done, or null.</summary>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    public static string? WhyNot(string device)
    {
        try
        {
            var plan = Network.Plan(Image, 2);
            var weights = new Weights(plan.Tensors.Select(t => KeyValuePair.Create(t.Name, new WeightTensor(t.Shape, new float[t.Shape.Elements]))));
            using var scorer = new CnnScorer(new CnnModel(plan, weights, ["a", "b"], Preprocessing.Bytes), new() { Device = device });
            scorer.Score(new float[Image.Elements], new float[2]);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException or OnnxRuntimeException)
        {
            return e.Message.ReplaceLineEndings(" ").Trim();
        }
    }
}
