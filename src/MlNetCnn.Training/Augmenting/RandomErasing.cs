using static TorchSharp.torch;

namespace MlNetCnn.Training.Augmenting;

/// <summary>Blanks a random rectangle in some of the images (Zhong et al. 2017).</summary>
internal static class RandomErasing
{
    private const double SmallestArea = 0.02;
    private const double LargestArea = 1.0 / 3;
    private const double FlattestRatio = 0.3;

    public static Tensor Apply(Tensor pixels, Augmentation augmentation, BatchDraws draws)
    {
        var (height, width) = (pixels.shape[2], pixels.shape[3]);
        var area = draws.ErasedArea.mul(LargestArea - SmallestArea).add_(SmallestArea).mul_(height * width); // [n]
        // Even over the ratio's logarithm: as many flat rectangles as upright ones.
        var ratio = draws.ErasedRatio.mul(2).sub_(1).mul_(-Math.Log(FlattestRatio)).exp_();
        var rows = Covered(area.mul(ratio).sqrt_(), draws.ErasedY, height, pixels.device); // [n, H]
        var columns = Covered(area.div(ratio).sqrt_(), draws.ErasedX, width, pixels.device); // [n, W]
        var chosen = draws.Erases.lt(augmentation.Erasing).view(-1, 1, 1);
        var blank = rows.unsqueeze(2).logical_and(columns.unsqueeze(1)).logical_and(chosen); // [n, H, W]
        return pixels.masked_fill(blank.unsqueeze(1), 0);
    }

    /// <summary>Which of the places along a side lie in an interval of this length somewhere on it.</summary>
    private static Tensor Covered(Tensor length, Tensor place, long side, Device device)
    {
        length = length.round_().clamp_(1, side);
        var from = place.mul(length.neg().add_(side + 1)).floor_(); // 0 … side − length
        var places = arange(side, device: device).unsqueeze(0); // [1, side]
        return places.ge(from.unsqueeze(1)).logical_and(places.lt(from.add(length).unsqueeze(1)));
    }
}
