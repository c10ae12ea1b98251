namespace MlNetCnn;

/// <summary>How an image comes to the wanted size. All use the triangle filter widened when shrinking (bilinear with antialias), as PIL has it.</summary>
public enum ResizeMode
{
    /// <summary>Stretched to height and width, whatever its own proportions.</summary>
    Stretch,

    /// <summary>Resized until it just covers the wanted size, then cut around its center.</summary>
    Crop,

    /// <summary>Resized until it just fits into the wanted size, with black beside or above and below it.</summary>
    Pad,
}
