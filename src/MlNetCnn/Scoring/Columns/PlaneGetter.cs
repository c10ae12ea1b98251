namespace MlNetCnn;

/// <summary>Copies the current row's image, <c>[C, H, W]</c> bytes.</summary>
/// <exception cref="UnreadableRowException">There is no image, or it is of another size.</exception>
internal delegate void PlaneGetter(Span<byte> planes);
