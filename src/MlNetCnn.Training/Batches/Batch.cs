using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Images of one step as they are stored: pixels [n, C, H, W] as bytes or floats, labels [n] as 64-bit class numbers.</summary>
/// <param name="Pixels">The images.</param>
/// <param name="Labels">Their classes.</param>
/// <param name="IsAugmented">Whether each image went through the operations of its own already.</param>
internal readonly record struct Batch(Tensor Pixels, Tensor Labels, bool IsAugmented = false);
