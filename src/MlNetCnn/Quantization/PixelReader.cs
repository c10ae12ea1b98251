namespace MlNetCnn;

/// <summary>Fetches one image.</summary>
/// <param name="image">Which, counted from 0.</param>
/// <param name="pixels">Takes its <c>[C, H, W]</c> values.</param>
internal delegate void PixelReader(int image, Span<float> pixels);
