using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Mixes each image of a batch with another one of it: mixup (Zhang et al. 2017) and CutMix (Yun et al. 2019).</summary>
internal static class MixedImages
{
    public static PreparedBatch Apply(Tensor pixels, Tensor labels, Augmentation augmentation, BatchDraws draws)
    {
        var whole = draws.Whole;
        return augmentation switch
        {
            { Mixup: 0, Cutmix: 0 } => new PreparedBatch(pixels, labels),
            { Cutmix: 0 } => Mixup(pixels, labels, augmentation, draws),
            { Mixup: 0 } => Cutmix(pixels, labels, augmentation, draws, whole),
            _ when whole.Next() < 0.5 => Mixup(pixels, labels, augmentation, draws),
            _ => Cutmix(pixels, labels, augmentation, draws, whole),
        };
    }

    private static PreparedBatch Mixup(Tensor pixels, Tensor labels, Augmentation augmentation, BatchDraws draws)
    {
        var share = draws.Beta(augmentation.Mixup);
        var order = draws.Order(labels.shape[0]);
        var mixed = pixels.Times(share).Plus_(pixels.index_select(0, order), 1 - share);
        return new PreparedBatch(mixed, labels, labels.index_select(0, order), share);
    }

    private static PreparedBatch Cutmix(Tensor pixels, Tensor labels, Augmentation augmentation, BatchDraws draws, DrawSequence place)
    {
        var (height, width) = ((int)pixels.shape[2], (int)pixels.shape[3]);
        var half = 0.5 * Math.Sqrt(1 - draws.Beta(augmentation.Cutmix));
        var (top, bottom) = Around(place.Below(height), (int)(half * height), height);
        var (left, right) = Around(place.Below(width), (int)(half * width), width);
        var order = draws.Order(labels.shape[0]);
        var mixed = pixels.clone();
        mixed.slice(2, top, bottom, 1).slice(3, left, right, 1).copy_(pixels.slice(2, top, bottom, 1).slice(3, left, right, 1).index_select(0, order));
        var share = 1 - ((double)(bottom - top) * (right - left) / (height * width));
        return new PreparedBatch(mixed, labels, labels.index_select(0, order), share);
    }

    private static (int From, int To) Around(int middle, int half, int side) => (Math.Max(0, middle - half), Math.Min(side, middle + half));
}
