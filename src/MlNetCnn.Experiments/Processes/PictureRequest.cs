namespace MlNetCnn.Experiments;

internal sealed record PictureRequest(byte[] Bytes, string Name, long PixelLimit)
{
    /// <summary>1×H×W or 3×H×W; null for three channels at the original aspect ratio.</summary>
    public TensorShape? Shape { get; init; }

    /// <summary>Used without a shape.</summary>
    public int LongestSide { get; init; } = int.MaxValue;

    /// <summary>Used with a shape.</summary>
    public ResizeMode Resize { get; init; }
}
