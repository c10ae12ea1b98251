namespace MlNetCnn.Experiments;

/// <summary>A decoded image file, or what is wrong with it.</summary>
/// <param name="Pixels">C·H·W bytes.</param>
/// <param name="Shape">What it is now; null where it could not be decoded.</param>
/// <param name="Source">What it was, as one sees it.</param>
/// <param name="Fault">What is wrong, or null.</param>
internal sealed record PictureAnswer(byte[] Pixels, TensorShape? Shape, Size2d Source, string? Fault);
