namespace MlNetCnn.Training;

/// <summary>
/// Moves the pixels of an image in one bilinear interpolation: a part is resized to the image's size as torchvision's <c>resized_crop</c> does
/// (a part is never larger than the result, so that no antialias is needed), then mapped, with black outside.
/// </summary>
internal static class Interpolation
{
    /// <param name="source">One plane of H·W bytes a channel.</param>
    /// <param name="target">Likewise.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="box">The part.</param>
    /// <param name="map">From the result to the resized part.</param>
    public static void Apply(ReadOnlySpan<byte> source, Span<byte> target, int height, int width, CropBox box, AffineMap map)
    {
        var plane = height * width;
        var (scaleX, scaleY) = ((float)box.Width / width, (float)box.Height / height);
        for (var y = 0; y < height; y++)
        {
            var down = y + 0.5 - (height / 2.0);
            for (var x = 0; x < width; x++)
            {
                var right = x + 0.5 - (width / 2.0);
                var u = (float)((map.XX * right) + (map.XY * down) + map.X0 + (width / 2.0) - 0.5);
                var v = (float)((map.YX * right) + (map.YY * down) + map.Y0 + (height / 2.0) - 0.5);
                var at = (y * width) + x;
                var coverage = Coverage(u, width) * Coverage(v, height);
                if (coverage <= 0)
                {
                    for (var p = at; p < target.Length; p += plane)
                        target[p] = 0;
                    continue;
                }
                var (x0, x1, rightShare) = Neighbors(((u + 0.5f) * scaleX) - 0.5f, box.Width);
                var (y0, y1, lowerShare) = Neighbors(((v + 0.5f) * scaleY) - 0.5f, box.Height);
                var (upper, lower) = (((box.Top + y0) * width) + box.Left, ((box.Top + y1) * width) + box.Left);
                var (w11, w10, w01) = (coverage * rightShare * lowerShare, coverage * (1 - rightShare) * lowerShare, coverage * rightShare * (1 - lowerShare));
                var w00 = coverage - w11 - w10 - w01;
                for (var (p, c) = (at, 0); p < target.Length; p += plane, c += plane)
                    target[p] = (byte)((w00 * source[c + upper + x0]) + (w01 * source[c + upper + x1]) + (w10 * source[c + lower + x0]) + (w11 * source[c + lower + x1]) + 0.5f);
            }
        }
    }

    /// <summary>How much of the image there is at a place: 1 inside, falling to 0 within a pixel outside.</summary>
    private static float Coverage(float place, int side) => 1 + Math.Min(0, Math.Min(place, side - 1 - place));

    private static (int First, int Second, float SecondShare) Neighbors(float place, int side)
    {
        place = Math.Clamp(place, 0, side - 1);
        var first = (int)place;
        return (first, Math.Min(first + 1, side - 1), place - first);
    }
}
