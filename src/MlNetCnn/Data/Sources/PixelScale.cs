namespace MlNetCnn;

/// <summary>How pixel values become bytes: value × Factor + Offset, rounded.</summary>
internal readonly record struct PixelScale(double Factor, double Offset)
{
    public static PixelScale None { get; } = new(1, 0);

    /// <summary>What was done to the pixels, in a sentence each; nothing where they are bytes.</summary>
    public IEnumerable<string> Notes => this == None ? [] : [$"Pixels {(Offset > 0 ? "from -1 to 1" : Factor == None.Factor * byte.MaxValue ? "from 0 to 1" : "of 12 or 16 bits")} are read as 0 to 255."];

    public void ToBytes(ReadOnlySpan<double> values, Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)Math.Round(values[i] * Factor + Offset, MidpointRounding.AwayFromZero);
    }
}
