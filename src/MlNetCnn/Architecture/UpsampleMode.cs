namespace MlNetCnn;

/// <summary>How <see cref="Upsample"/> fills in values.</summary>
public enum UpsampleMode
{
    /// <summary>Each value is repeated.</summary>
    Nearest,

    /// <summary>Linear between the centers of the pixels (PyTorch's <c>align_corners=False</c>).</summary>
    Bilinear,
}
