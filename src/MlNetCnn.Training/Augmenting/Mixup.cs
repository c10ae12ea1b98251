using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Mixes each image of a batch with another one of it (Zhang et al. 2017).</summary>
internal static class Mixup
{
    public static PreparedBatch Apply(Tensor pixels, Tensor labels, Augmentation augmentation, BatchDraws draws)
    {
        var share = draws.Beta(augmentation.Mixup);
        var order = draws.Order(labels.shape[0]);
        var mixed = pixels.Times(share).Plus_(pixels.index_select(0, order), 1 - share);
        return new PreparedBatch(mixed, labels, labels.index_select(0, order), share);
    }
}
