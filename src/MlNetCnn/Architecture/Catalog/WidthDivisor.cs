using System.Numerics;

namespace MlNetCnn;

/// <summary>
/// Makes a network narrower for small machines: divides the convolutions' channels and nothing else, so that a fully connected layer
/// keeps its width and the number of classes stays open.
/// </summary>
internal static class WidthDivisor
{
    public const int Largest = 64;

    public static bool IsValid(int divisor) => divisor is >= 1 and <= Largest;

    /// <summary>The network with every convolution's channels divided, rounding down to 1 at least; <c>vgg11</c> by 4 is called <c>vgg11/4</c>.</summary>
    public static Architecture Apply(Architecture architecture, int divisor) =>
        divisor == 1 ? architecture : architecture with { Name = $"{architecture.Name}/{divisor}", Layers = Divide(architecture.Layers, divisor) };

    private static LayerList Divide(LayerList layers, int divisor) => [.. layers.Select(layer => Divide(layer, divisor))];

    private static Layer Divide(Layer layer, int divisor) => layer switch
    {
        Conv2d { OutChannels: { } channels } conv => Divide(conv, Math.Max(1, channels / divisor)),
        Block block => block with { Layers = Divide(block.Layers, divisor) },
        Residual residual => residual with { Body = Divide(residual.Body, divisor), Shortcut = Divide(residual.Shortcut, divisor) },
        Scale scale => scale with { Body = Divide(scale.Body, divisor) },
        Concat concat => concat with { Branches = Divide(concat.Branches, divisor) },
        _ => layer,
    };

    /// <summary>A convolution of each channel alone stays one; else groups stay as many as the channels that are left allow.</summary>
    private static Conv2d Divide(Conv2d conv, int channels) => conv with
    {
        OutChannels = channels,
        Groups = conv.Groups == conv.OutChannels ? channels : (int)BigInteger.GreatestCommonDivisor(conv.Groups, channels),
    };
}
