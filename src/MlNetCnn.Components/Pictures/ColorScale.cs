namespace MlNetCnn.Components;

/// <summary>
/// Maps values to colors: sequential from dark to bright for values of one sign; diverging if there are values below 0, from blue over
/// almost white at 0 to orange, symmetric around 0.
/// </summary>
internal readonly record struct ColorScale(float From, float To)
{
    private static readonly (byte R, byte G, byte B)[] OneSignStops = [(12, 10, 28), (66, 28, 110), (172, 52, 92), (244, 138, 48), (252, 240, 186)];
    private static readonly (byte R, byte G, byte B)[] BothSignsStops = [(10, 48, 110), (74, 140, 200), (244, 244, 240), (232, 140, 60), (122, 48, 6)];

    /// <summary>256 RGB colors, from dark to bright.</summary>
    public static ReadOnlyMemory<byte> OneSign { get; } = Blend(OneSignStops);

    /// <summary>256 RGB colors, from blue over white to orange.</summary>
    public static ReadOnlyMemory<byte> BothSigns { get; } = Blend(BothSignsStops);

    public bool HasBothSigns => From < 0;

    public ReadOnlyMemory<byte> Palette => HasBothSigns ? BothSigns : OneSign;

    public static ColorScale Of(ValueRange range)
    {
        var most = Math.Max(Math.Abs(range.Min), Math.Abs(range.Max));
        return range.Min < 0 ? new(-most, most) : new(range.Min, range.Max);
    }

    /// <summary>The index of a value in the palette.</summary>
    public byte Index(float value)
    {
        var share = To > From ? (value - From) / (To - From) : HasBothSigns ? 0.5f : 0;
        return float.IsNaN(share) ? (byte)0 : (byte)Math.Clamp(MathF.Round(share * 255), 0, 255);
    }

    private static byte[] Blend((byte R, byte G, byte B)[] stops)
    {
        var colors = new byte[256 * 3];
        for (var i = 0; i < 256; i++)
        {
            var place = i / 255.0 * (stops.Length - 1);
            var (left, part) = (Math.Min((int)place, stops.Length - 2), 0.0);
            part = place - left;
            var (a, b) = (stops[left], stops[left + 1]);
            colors[3 * i] = (byte)Math.Round(a.R + part * (b.R - a.R));
            colors[3 * i + 1] = (byte)Math.Round(a.G + part * (b.G - a.G));
            colors[3 * i + 2] = (byte)Math.Round(a.B + part * (b.B - a.B));
        }
        return colors;
    }
}
