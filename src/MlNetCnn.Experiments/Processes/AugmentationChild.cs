using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

internal static class AugmentationChild
{
    public static AugmentationAnswer Draw(AugmentationRequest request)
    {
        var options = TrainingSettings.Parse(request.Settings);
        var shape = new TensorShape(request.Shape[0], request.Shape[1], request.Shape[2]);
        return new(AugmentationSample.Draw(request.Pixels, shape, options with { Augmentation = options.Augmentation ?? Augmentation.None }, request.Variants));
    }
}
