namespace MlNetCnn;

/// <summary>
/// A convolution without bias, batch norm and an activation, under the names of torchvision's <c>Conv2dNormActivation</c>. At stride 1
/// height and width stay.
/// </summary>
internal static class ConvNorm
{
    public static Block Of(int channels, int kernel, Layer? activation = null, int stride = 1, int groups = 1, BatchNorm2d? norm = null, string? name = null) => new(
    [
        new Conv2d(channels, kernel) { Stride = stride, Padding = kernel / 2, Groups = groups, Bias = false },
        norm ?? new BatchNorm2d(),
        .. activation is null ? LayerList.Empty : [activation],
    ])
    { Name = name };
}
