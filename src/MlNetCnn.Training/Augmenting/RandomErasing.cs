using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Blanks a random rectangle in some of the images (Zhong et al. 2017).</summary>
internal static class RandomErasing
{
    private const double SmallestArea = 0.02;
    private const double LargestArea = 1.0 / 3;
    private const double FlattestRatio = 0.3;

    public static Tensor Apply(Tensor pixels, Augmentation augmentation, BatchDraws draws)
    {
        var (height, width) = (pixels.shape[2], pixels.shape[3]);
        var area = draws.ErasedArea.Times(LargestArea - SmallestArea).Plus_(SmallestArea).Times_(height * width); // [n]
        // Even over the ratio's logarithm: as many flat rectangles as upright ones.
        var ratio = draws.ErasedRatio.Times(2).Plus_(-1).Times_(-Math.Log(FlattestRatio)).exp_();
        var rows = Covered(area.mul(ratio).sqrt_(), draws.ErasedY, height, pixels.device); // [n, H]
        var columns = Covered(area.div(ratio).sqrt_(), draws.ErasedX, width, pixels.device); // [n, W]
        var chosen = draws.Erases.Below(augmentation.Erasing).view(-1, 1, 1);
        var blank = rows.unsqueeze(2).logical_and(columns.unsqueeze(1)).logical_and(chosen); // [n, H, W]
        return pixels.Blanked(blank.unsqueeze(1));
    }

    /// <summary>Which of the places along a side lie in an interval of this length somewhere on it.</summary>
    private static Tensor Covered(Tensor length, Tensor place, long side, Device device)
    {
        length = length.round_().Clamp_(1, side);
        var from = place.mul(length.neg().Plus_(side + 1)).floor_(); // 0 … side − length
        var places = KeptScalars.Count(side, device).unsqueeze(0); // [1, side]
        return places.ge(from.unsqueeze(1)).logical_and(places.lt(from.Plus(length).unsqueeze(1)));
    }
}
