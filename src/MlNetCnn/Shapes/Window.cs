namespace MlNetCnn;

/// <summary>How a kernel or a pooling window moves over feature maps.</summary>
internal readonly record struct Window(Size2d Kernel, Size2d Stride, Size2d Padding)
{
    /// <summary>Padding of more than half a pooling window, which would leave windows of nothing else; as a setting and what is wrong with it.</summary>
    public IEnumerable<(string Setting, string Needs)> PaddingFlaw => Padding.Height > Kernel.Height / 2 || Padding.Width > Kernel.Width / 2
        ? [("padding", $"has padding {Padding}, but it may be at most half its window of {Kernel}.")]
        : [];

    /// <summary>The number of places along one axis: ⌊(n − k + 2p)/s⌋ + 1, or 0 or less where the window does not fit.</summary>
    public static long Places(int size, int kernel, int stride, int padding)
    {
        var room = (long)size - kernel + 2L * padding;
        return room < 0 ? 0 : room / stride + 1;
    }
}
