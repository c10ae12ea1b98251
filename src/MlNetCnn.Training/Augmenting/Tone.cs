using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Brightness and contrast of pixels from 0 to 1. As torchvision's <c>adjust_brightness</c> and <c>adjust_contrast</c>.</summary>
internal static class Tone
{
    public static Tensor Apply(Tensor pixels, Augmentation augmentation, BatchDraws draws)
    {
        if (augmentation.Brightness > 0)
            pixels = pixels.mul(Factor(draws.Brightness, augmentation.Brightness)).Clamp_(0, 1);
        if (augmentation.Contrast > 0)
        {
            var grey = pixels.mean([1, 2, 3], keepdim: true); // [n, C, H, W] → [n, 1, 1, 1]
            pixels = pixels.sub(grey).mul_(Factor(draws.Contrast, augmentation.Contrast)).Plus_(grey).Clamp_(0, 1);
        }
        return pixels;
    }

    private static Tensor Factor(Tensor uniform, double range) => uniform.Times(2 * range).Plus_(1 - range).view(-1, 1, 1, 1);
}
