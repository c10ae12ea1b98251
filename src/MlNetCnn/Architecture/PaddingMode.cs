namespace MlNetCnn;

/// <summary>What a convolution takes for the values beyond the edges.</summary>
public enum PaddingMode
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The values mirrored at the outermost row or column, which is not repeated; needs a padding smaller than the feature map.</summary>
    Reflect,

    /// <summary>The outermost row or column, repeated.</summary>
    Replicate,
}
