namespace MlNetCnn;

/// <summary>How pixel values become bytes: value × Factor + Offset, rounded.</summary>
internal readonly record struct PixelScale(double Factor, double Offset)
{
    public static PixelScale None { get; } = new(1, 0);

    public bool IsNone => (Factor, Offset) == (None.Factor, None.Offset);

    /// <summary>The highest value, where it is dark for bytes; 0 otherwise.</summary>
    public double Most { get; init; }

    /// <summary>What was done to the pixels, in a sentence each; nothing where they are bytes.</summary>
    public IEnumerable<string> Notes => Most > 0 ? [$"No pixel is above {Most} of 255, so that the images are dark: multiply them by {255 / Most:0.##}, if {Most} is white."] : IsNone ? [] : [$"Pixels {(Offset > 0 ? "from -1 to 1" : Factor == None.Factor * byte.MaxValue ? "from 0 to 1" : "of 12 or 16 bits")} are read as 0 to 255."];

    public void ToBytes(ReadOnlySpan<double> values, Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)Math.Clamp(Math.Round(values[i] * Factor + Offset, MidpointRounding.AwayFromZero), 0, byte.MaxValue);
    }
}
