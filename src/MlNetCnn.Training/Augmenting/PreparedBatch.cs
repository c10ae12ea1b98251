using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>A batch as the network takes it.</summary>
/// <param name="Pixels">[n, C, H, W] as floats on the device.</param>
/// <param name="Labels">[n] on the device.</param>
/// <param name="OtherLabels">Of the images mixed in, or null without mixup.</param>
/// <param name="Share">How much of each image is its own; 1 without mixup.</param>
internal readonly record struct PreparedBatch(Tensor Pixels, Tensor Labels, Tensor? OtherLabels = null, double Share = 1);
