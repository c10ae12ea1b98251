namespace MlNetCnn;

/// <summary>How a kernel or a pooling window moves over feature maps.</summary>
internal readonly record struct Window(Size2d Kernel, Size2d Stride, Size2d Padding)
{
    /// <summary>The step between the window's values.</summary>
    public Size2d Dilation { get; init; } = 1;

    /// <summary>Whether the number of places is rounded up.</summary>
    public bool CeilMode { get; init; }

    /// <summary>The height and width it spans, with the steps of its dilation.</summary>
    public Size2d Extent => (ExtentOf(Kernel.Height, Dilation.Height), ExtentOf(Kernel.Width, Dilation.Width));

    /// <summary>Padding of more than half a pooling window, which would leave windows of nothing else; as a setting and what is wrong with it.</summary>
    public IEnumerable<(string Setting, string Needs)> PaddingFlaw => Padding.Height > Kernel.Height / 2 || Padding.Width > Kernel.Width / 2
        ? [("padding", $"has padding {Padding}, but it may be at most half its window of {Kernel}.")]
        : [];

    /// <summary>The number of places along each axis, or 0 or less where the window does not fit.</summary>
    public (long Rows, long Columns) Places(int height, int width) => (
        Places(height, Extent.Height, Stride.Height, Padding.Height), Places(width, Extent.Width, Stride.Width, Padding.Width));

    /// <summary>The padding behind that makes as many places when rounding down.</summary>
    public Size2d PaddingBehind(TensorShape input)
    {
        var (rows, columns) = Places(input.Height, input.Width);
        return (Behind(rows, input.Height, Extent.Height, Stride.Height, Padding.Height),
            Behind(columns, input.Width, Extent.Width, Stride.Width, Padding.Width));
    }

    /// <summary>⌊(n − d(k − 1) − 1 + 2p)/s⌋ + 1, or rounded up, but no window begins behind the padding in front and the values, as in PyTorch.</summary>
    private long Places(int size, int extent, int stride, int padding)
    {
        var room = (long)size - extent + 2L * padding + (CeilMode ? stride - 1 : 0);
        if (room < 0)
            return 0;
        var places = room / stride + 1;
        return CeilMode && (places - 1) * stride >= (long)size + padding ? places - 1 : places;
    }

    private static int Behind(long places, int size, int extent, int stride, int padding) =>
        (int)Math.Max(0, (places - 1) * stride + extent - size - padding);

    private static int ExtentOf(int kernel, int dilation) => (int)Math.Min(int.MaxValue, (long)dilation * (kernel - 1) + 1);
}
