using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Rotation about the centre and translation, in one interpolation; what comes from outside the image is black.</summary>
internal static class Warp
{
    public static Tensor Apply(Tensor pixels, Augmentation augmentation, BatchDraws draws)
    {
        var angle = Symmetric(draws.Angle).Times(augmentation.Rotation * Math.PI / 180); // [n]
        var (cosine, sine) = (angle.cos(), angle.sin());
        // affine_grid's coordinates reach from −1 to 1 along each axis, so that a share of the side counts twice.
        var moveX = Symmetric(draws.MoveX).Times(2 * augmentation.Translation);
        var moveY = Symmetric(draws.MoveY).Times(2 * augmentation.Translation);
        // A pixel is one step along both axes: where the image is not square, the axes' units differ.
        var aspect = (double)pixels.shape[2] / pixels.shape[3];
        var x = stack([cosine, sine.Times(-aspect), moveX], 1);
        var y = stack([sine.Over(aspect), cosine, moveY], 1);
        var grid = nn.functional.affine_grid(stack([x, y], 1), pixels.shape, align_corners: false); // [n, 2, 3] → [n, H, W, 2]
        return nn.functional.grid_sample(pixels, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros, align_corners: false);
    }

    private static Tensor Symmetric(Tensor uniform) => uniform.Times(2).Plus_(-1);
}
