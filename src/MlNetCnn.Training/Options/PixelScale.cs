namespace MlNetCnn.Training;

/// <summary>Which range the pixels of a Single column have. A Byte column is always 0–255.</summary>
public enum PixelScale
{
    /// <summary>0 to 255, as ML.NET's ExtractPixels gives them. The network divides them by 255.</summary>
    ZeroTo255,

    /// <summary>0 to 1: the network takes them as they are.</summary>
    ZeroToOne,
}
