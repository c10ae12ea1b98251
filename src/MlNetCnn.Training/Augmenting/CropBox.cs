namespace MlNetCnn.Training;

/// <summary>A part of an image, in pixels.</summary>
internal readonly record struct CropBox(int Top, int Left, int Height, int Width)
{
    private const int Tries = 10;

    /// <summary>A random part as torchvision's <c>RandomResizedCrop</c> takes it: scale from <paramref name="scale"/> to 1, ratio from 1/ratio to ratio.</summary>
    public static CropBox Random(int height, int width, double scale, double ratio, DrawSequence draws)
    {
        for (var i = 0; i < Tries; i++)
        {
            var area = height * width * draws.Between(scale, 1);
            var aspect = Math.Pow(ratio, draws.Between(-1, 1));
            var (w, h) = ((int)Math.Round(Math.Sqrt(area * aspect)), (int)Math.Round(Math.Sqrt(area / aspect)));
            if (w > 0 && w <= width && h > 0 && h <= height)
                return new(draws.Below(height - h + 1), draws.Below(width - w + 1), h, w);
        }
        // The largest part from the middle whose sides are in the ratio.
        var (middleWidth, middleHeight) = (Math.Min(width, (int)Math.Round(height * ratio)), Math.Min(height, (int)Math.Round(width * ratio)));
        return new((height - middleHeight) / 2, (width - middleWidth) / 2, middleHeight, middleWidth);
    }
}
