using static TorchSharp.torch;

namespace MlNetCnn.Training.Augmenting;

/// <summary>Random crops from a padded image, and mirror images; works on bytes as on floats.</summary>
internal static class CropAndFlip
{
    public static Tensor Apply(Tensor pixels, Augmentation augmentation, BatchDraws draws)
    {
        if (augmentation.CropPadding > 0)
            pixels = Crop(pixels, augmentation.CropPadding, draws);
        if (augmentation.HorizontalFlip)
            pixels = where(draws.Flip.lt(0.5).view(-1, 1, 1, 1), pixels.flip(3), pixels);
        return pixels;
    }

    private static Tensor Crop(Tensor pixels, int padding, BatchDraws draws)
    {
        var (images, height, width) = (pixels.shape[0], pixels.shape[2], pixels.shape[3]);
        var offsets = (2 * padding) + 1;
        var y = draws.CropY.mul(offsets).to(ScalarType.Int64);
        var x = draws.CropX.mul(offsets).to(ScalarType.Int64);
        // All crops as views of the padded images, from which each image takes one: no loop over images, and rows are copied as a whole.
        var crops = nn.functional.pad(pixels, (padding, padding, padding, padding)) // [n, C, H + 2p, W + 2p]
            .unfold(2, height, 1).unfold(3, width, 1); // [n, C, 2p + 1, 2p + 1, H, W]
        var all = arange(images, device: pixels.device);
        return crops.permute(0, 2, 3, 1, 4, 5).index(all, y, x); // [n, C, H, W]
    }
}
