namespace MlNetCnn;

/// <summary>Copies the pixels of the current row, <c>[C, H, W]</c>, into a batch.</summary>
internal delegate void PixelGetter(Span<float> pixels);
