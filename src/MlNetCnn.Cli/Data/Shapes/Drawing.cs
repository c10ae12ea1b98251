namespace MlNetCnn.Cli;

/// <summary>
/// A square grey image that shapes are drawn into, with soft edges one pixel wide: how much of a pixel a shape covers is read off
/// the signed distance of the pixel's centre.
/// </summary>
internal sealed class Drawing(int size)
{
    /// <summary>The grey levels kept: few, so that the files stay small and rounding hides the last bits of sine and cosine.</summary>
    public const int GreyLevels = 16;

    private readonly double[] _light = new double[size * size];

    /// <summary>Paints over what is there wherever the distance is below zero.</summary>
    /// <param name="distance">The signed distance in pixels from a point, in pixels, to the shape.</param>
    /// <param name="brightness">From 0 (black: rubs out) to 1 (white).</param>
    public void Paint(Func<Point, double> distance, double brightness)
    {
        for (var i = 0; i < _light.Length; i++)
        {
            var coverage = Math.Clamp(0.5 - distance(Centre(i)), 0, 1);
            _light[i] += coverage * (brightness - _light[i]);
        }
    }

    /// <summary>Sets one pixel.</summary>
    public void Dot(int pixel, double brightness) => _light[pixel] = brightness;

    /// <summary>Writes the image as bytes from 0 to 255, row by row.</summary>
    public void CopyTo(Span<byte> pixels)
    {
        for (var i = 0; i < _light.Length; i++)
            pixels[i] = (byte)((int)(_light[i] * (GreyLevels - 1) + 0.5) * (255 / (GreyLevels - 1)));
    }

    private Point Centre(int pixel) => new(pixel % size + 0.5, pixel / size + 0.5);
}
