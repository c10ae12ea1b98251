namespace MlNetCnn.Experiments;

/// <summary>An image file to decode.</summary>
/// <param name="Bytes">The whole file.</param>
/// <param name="Name">What errors call it.</param>
/// <param name="PixelLimit">The most pixels it may have.</param>
internal sealed record PictureRequest(byte[] Bytes, string Name, long PixelLimit)
{
    /// <summary>What it becomes, 1×H×W or 3×H×W; null for three channels and its own proportions.</summary>
    public TensorShape? Shape { get; init; }

    /// <summary>Without a shape: the longest side it may have.</summary>
    public int LongestSide { get; init; } = int.MaxValue;

    /// <summary>With a shape: how it comes to that.</summary>
    public ResizeMode Resize { get; init; }
}
