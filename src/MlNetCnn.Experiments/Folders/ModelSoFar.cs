using Microsoft.ML;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Model files of an unfinished run, made from the best weights in its checkpoint.</summary>
internal static class ModelSoFar
{
    /// <exception cref="IOException">There is no checkpoint.</exception>
    public static byte[] Onnx(RunFolder folder) => Load(folder).ToOnnx();

    /// <exception cref="IOException">There is no checkpoint.</exception>
    public static byte[] Zip(RunFolder folder)
    {
        var model = Load(folder);
        var ml = new MLContext();
        using var transformer = ml.Cnn.FromModel(model);
        // One placeholder image: only the columns of the pipeline are kept.
        var images = new ImageSet(model.Plan.Input, new byte[model.Plan.Input.Elements], [0], model.ClassNames).ToDataView(ml);
        using var zip = new MemoryStream();
        ml.Model.Save(transformer, images.Schema, zip);
        return zip.ToArray();
    }

    private static CnnModel Load(RunFolder folder) => TrainingCheckpoint.Load(folder.Checkpoint).Model;
}
