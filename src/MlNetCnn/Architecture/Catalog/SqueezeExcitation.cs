namespace MlNetCnn;

/// <summary>
/// Hu, Shen, Albanie, Sun, Wu: Squeeze-and-excitation networks (2017): a factor for each channel, from the means of all channels, under the
/// names of torchvision's <c>SqueezeExcitation</c>.
/// </summary>
internal static class SqueezeExcitation
{
    public static Scale Of(int channels, int squeezed, Layer activation, Layer gate, string? name = null) => new(
    [
        new AdaptiveAvgPool2d(1) { Name = "avgpool" }, // [C, H, W] → [C, 1, 1]
        new Conv2d(squeezed, 1) { Name = "fc1" },
        activation with { Name = "activation" },
        new Conv2d(channels, 1) { Name = "fc2" }, // → [C, 1, 1]
        gate with { Name = "scale_activation" },
    ])
    { Name = name };
}
