namespace MlNetCnn;

/// <summary>What an image was before it was resized.</summary>
/// <param name="Height">Its height as one sees it, after its EXIF orientation was applied.</param>
/// <param name="Width">Its width, likewise.</param>
/// <param name="ContentHash">The XXH128 of its encoded bytes, or of its pixels where it was not encoded: equal for exact duplicates.</param>
public readonly record struct ImageOrigin(int Height, int Width, UInt128 ContentHash);
