namespace MlNetCnn.Training;

/// <summary>Sharpness and blur. As torchvision's <c>adjust_sharpness</c> and <c>gaussian_blur</c>.</summary>
internal static class Filters
{
    /// <summary>Blends an image with its smooth version; pixels at the edge stay.</summary>
    public static void Sharpen(ReadOnlySpan<byte> source, Span<byte> target, int height, int width, float factor)
    {
        source.CopyTo(target);
        // The smooth pixel is five times itself and its eight neighbors, ÷ 13.
        var smooth = (1 - factor) / 13;
        for (var top = 0; top < source.Length; top += height * width)
        {
            for (var y = 1; y < height - 1; y++)
            {
                var row = top + (y * width);
                for (var x = 1; x < width - 1; x++)
                {
                    var p = row + x;
                    var around = source[p - width - 1] + source[p - width] + source[p - width + 1] + source[p - 1] + source[p + 1]
                        + source[p + width - 1] + source[p + width] + source[p + width + 1];
                    target[p] = (byte)Math.Clamp((factor * source[p]) + (smooth * (around + (5 * source[p]))) + 0.5f, 0, 255);
                }
            }
        }
    }

    /// <summary>Blurs across, then down, as far as three standard deviations; the image is mirrored at its edges.</summary>
    public static void Blur(ReadOnlySpan<byte> source, Span<byte> target, int height, int width, double sigma)
    {
        var reach = (int)Math.Ceiling(3 * sigma);
        var weights = new float[(2 * reach) + 1];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = (float)Math.Exp(-0.5 * (i - reach) * (i - reach) / (sigma * sigma));
        var sum = weights.Sum();
        var across = new float[height * width];
        for (var top = 0; top < source.Length; top += height * width)
        {
            for (var p = 0; p < across.Length; p++)
            {
                var (row, x, value) = (top + (p / width * width), p % width, 0f);
                for (var i = 0; i < weights.Length; i++)
                    value += weights[i] * source[row + Mirrored(x + i - reach, width)];
                across[p] = value / sum;
            }
            for (var p = 0; p < across.Length; p++)
            {
                var (y, x, value) = (p / width, p % width, 0f);
                for (var i = 0; i < weights.Length; i++)
                    value += weights[i] * across[(Mirrored(y + i - reach, height) * width) + x];
                target[top + p] = (byte)((value / sum) + 0.5f);
            }
        }
    }

    private static int Mirrored(int place, int side)
    {
        if (side == 1)
            return 0;
        while (place < 0 || place >= side)
            place = place < 0 ? -place : (2 * (side - 1)) - place;
        return place;
    }
}
