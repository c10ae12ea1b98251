namespace MlNetCnn.Training;

/// <summary>Saturation and hue of an image of red, green and blue, in one pass. As torchvision's <c>adjust_saturation</c> and <c>adjust_hue</c>.</summary>
internal static class ColorShift
{
    /// <param name="image">Three planes of bytes.</param>
    /// <param name="saturation">What the distance from luma is multiplied by: 0 for gray.</param>
    /// <param name="hue">The turn, as a share of the circle from −0.5 to 0.5.</param>
    public static void Apply(Span<byte> image, float saturation, float hue)
    {
        var plane = image.Length / 3;
        var reds = image[..plane];
        var greens = image.Slice(plane, plane);
        var blues = image.Slice(2 * plane, plane);
        for (var i = 0; i < reds.Length; i++)
        {
            var (red, green, blue) = ((float)reds[i], (float)greens[i], (float)blues[i]);
            if (saturation != 1)
            {
                var luma = ((0.299f * red) + (0.587f * green) + (0.114f * blue)) * (1 - saturation);
                (red, green, blue) = (Blend(red), Blend(green), Blend(blue));
                float Blend(float value) => Math.Clamp((saturation * value) + luma, 0, 255);
            }
            if (hue != 0)
                (red, green, blue) = Turned(red, green, blue, hue);
            (reds[i], greens[i], blues[i]) = ((byte)(red + 0.5f), (byte)(green + 0.5f), (byte)(blue + 0.5f));
        }
    }

    private static (float Red, float Green, float Blue) Turned(float red, float green, float blue, float turn)
    {
        var value = Math.Max(red, Math.Max(green, blue));
        var chroma = value - Math.Min(red, Math.Min(green, blue));
        if (chroma == 0)
            return (red, green, blue);
        var sector = value == red ? (green - blue) / chroma : value == green ? 2 + ((blue - red) / chroma) : 4 + ((red - green) / chroma);
        sector += (6 * turn) + 12;
        return (At(5), At(3), At(1));

        // A channel is full within a third of the circle, absent in the third across, and linear between (Wikipedia, HSL and HSV, "alternative").
        float At(float offset)
        {
            var place = (offset + sector) % 6;
            return value - (chroma * Math.Clamp(Math.Min(place, 4 - place), 0, 1));
        }
    }
}
