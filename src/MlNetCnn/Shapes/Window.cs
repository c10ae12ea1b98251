namespace MlNetCnn;

/// <summary>How a kernel or a pooling window moves over feature maps.</summary>
internal readonly record struct Window(Size2d Kernel, Size2d Stride, Size2d Padding)
{
    /// <summary>The number of places along one axis: ⌊(n − k + 2p)/s⌋ + 1, or 0 or less where the window does not fit.</summary>
    public static long Places(int size, int kernel, int stride, int padding)
    {
        var room = (long)size - kernel + 2L * padding;
        return room < 0 ? 0 : room / stride + 1;
    }
}
