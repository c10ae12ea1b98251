namespace MlNetCnn;

/// <summary>How many images have one size, before they are resized.</summary>
/// <param name="Height">Their height in pixels, 1 or more.</param>
/// <param name="Width">Their width in pixels, 1 or more.</param>
/// <param name="Images">How many there are, 1 or more.</param>
public readonly record struct ImageSizeCount(int Height, int Width, int Images);
