using Microsoft.ML;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>The model files of a run that has none, because it is not over or was given up: made of the best weights in its checkpoint.</summary>
internal static class ModelSoFar
{
    /// <summary>What <c>model.onnx</c> would be.</summary>
    /// <exception cref="IOException">There is no checkpoint.</exception>
    public static byte[] Onnx(RunFolder folder) => Load(folder).ToOnnx();

    /// <summary>What <c>model.zip</c> would be.</summary>
    /// <exception cref="IOException">There is no checkpoint.</exception>
    public static byte[] Zip(RunFolder folder)
    {
        var model = Load(folder);
        var ml = new MLContext();
        using var transformer = ml.Cnn.FromModel(model);
        // One image stands for those it was trained on: only their columns are kept.
        var images = new ImageSet(model.Plan.Input, new byte[model.Plan.Input.Elements], [0], model.ClassNames).ToDataView(ml);
        using var zip = new MemoryStream();
        ml.Model.Save(transformer, images.Schema, zip);
        return zip.ToArray();
    }

    private static CnnModel Load(RunFolder folder) => TrainingCheckpoint.Load(folder.Checkpoint).Model;
}
