using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Images of one step as they are stored: pixels [n, C, H, W] as bytes or floats, labels [n] as 64-bit class numbers.</summary>
internal readonly record struct Batch(Tensor Pixels, Tensor Labels);
