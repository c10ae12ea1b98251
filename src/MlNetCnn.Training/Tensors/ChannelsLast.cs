using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>The order of an image's values in memory: all channels of a pixel together, or (the usual one) all pixels of a channel.</summary>
internal static class ChannelsLast
{
    /// <summary>
    /// Whether it is the faster one where that was not measured: tensor cores, which bfloat16 runs on, read channels last, and
    /// convolutions convert what comes otherwise.
    /// </summary>
    public static bool IsFaster(Device device, NetworkPlan plan, bool isBFloat16) =>
        device.type == DeviceType.CUDA && isBFloat16 && Matters(plan);

    /// <summary>Whether the network convolves images: to others the order is the same.</summary>
    public static bool Matters(NetworkPlan plan) => plan.Tensors.Any(t => t.Shape.Dimensions.Length == 4);

    /// <summary>The same images [n, C, H, W] in that order; the layers after keep it.</summary>
    public static Tensor Arrange(Tensor pixels) => pixels.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
