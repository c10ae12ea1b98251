using MlNetCnn.Textbook;
using SkiaSharp;

namespace MlNetCnn.Dashboard;

/// <summary>Values as a png in a data URI, which needs no request.</summary>
internal static class PictureUri
{
    /// <summary>Takes [1, h, w] for gray or [3, h, w] for red, green and blue.</summary>
    public static string Of(float[,,] values, ValueDisplay display = ValueDisplay.Clipped)
    {
        int channels = values.GetLength(0), height = values.GetLength(1), width = values.GetLength(2);
        var largest = Math.Max(values.Cast<float>().Max(Math.Abs), 1e-6f);
        var pixels = new byte[4 * height * width];
        for (var i = 0; i < height; i++)
        {
            for (var j = 0; j < width; j++)
            {
                var at = 4 * (i * width + j);
                for (var c = 0; c < 3; c++)
                    pixels[at + c] = Shade(values[channels == 1 ? 0 : c, i, j], display, largest);
                pixels[at + 3] = byte.MaxValue;
            }
        }
        using var image = SKImage.FromPixelCopy(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque), pixels);
        using var png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return DataAddress.OfPng(png.AsSpan());
    }

    /// <summary>The shade of a value, 0 to 255; <paramref name="largest"/> is the largest absolute value of the picture, above 0.</summary>
    public static byte Shade(float value, ValueDisplay display, float largest) => (byte)Math.Clamp(MathF.Round(display switch
    {
        ValueDisplay.Absolute => Math.Abs(value) / largest * 255,
        ValueDisplay.Signed => 127.5f + value / largest * 127.5f,
        _ => value,
    }), 0, 255);

    /// <summary>Explains the shades.</summary>
    public static string Words(float[,,] values, ValueDisplay display)
    {
        var (least, most) = (values.Cast<float>().Min(), values.Cast<float>().Max());
        var largest = ArrayText.Format(Math.Max(Math.Abs(least), Math.Abs(most)));
        return $"The values go from {ArrayText.Format(least)} to {ArrayText.Format(most)}. " + display switch
        {
            ValueDisplay.Absolute => $"Drawn without their sign: 0 is black, {largest} and -{largest} are white.",
            ValueDisplay.Signed => $"Drawn with their sign: 0 is middle gray, -{largest} black, {largest} white.",
            _ when least < 0 || most > 255 => "Drawn as they are: what is below 0 is black, what is above 255 white.",
            _ => "Drawn as they are: 0 is black, 255 white.",
        };
    }
}
