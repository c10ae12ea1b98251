namespace MlNetCnn;

/// <summary>How pixel values become bytes: value × Factor + Offset, rounded.</summary>
internal readonly record struct PixelScale(double Factor, double Offset)
{
    public static PixelScale None { get; } = new(1, 0);

    public void ToBytes(ReadOnlySpan<double> values, Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)Math.Round(values[i] * Factor + Offset, MidpointRounding.AwayFromZero);
    }
}
