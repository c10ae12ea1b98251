namespace MlNetCnn.Cli;

/// <summary>A square gray image with anti-aliased shapes: pixel coverage follows from the signed distance of the pixel's center.</summary>
internal sealed class Drawing(int size)
{
    /// <summary>Few levels keep the files small and hide rounding differences of sine and cosine between platforms.</summary>
    public const int GrayLevels = 16;

    private readonly double[] _light = new double[size * size];

    /// <summary>
    /// Paints over existing pixels where <paramref name="distance"/>, the signed distance in pixels to a shape, is negative. Brightness is
    /// from 0 (black, erases) to 1 (white).
    /// </summary>
    public void Paint(Func<Point, double> distance, double brightness)
    {
        for (var i = 0; i < _light.Length; i++)
        {
            var coverage = Math.Clamp(0.5 - distance(Center(i)), 0, 1);
            _light[i] += coverage * (brightness - _light[i]);
        }
    }

    public void Dot(int pixel, double brightness) => _light[pixel] = brightness;

    /// <summary>Bytes from 0 to 255, row by row.</summary>
    public void CopyTo(Span<byte> pixels)
    {
        for (var i = 0; i < _light.Length; i++)
            pixels[i] = (byte)((int)(_light[i] * (GrayLevels - 1) + 0.5) * (255 / (GrayLevels - 1)));
    }

    private Point Center(int pixel) => new(pixel % size + 0.5, pixel / size + 0.5);
}
