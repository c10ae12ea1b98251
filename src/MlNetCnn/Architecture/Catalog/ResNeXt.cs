namespace MlNetCnn;

/// <summary>
/// Xie, Girshick, Dollár, Tu, He: Aggregated residual transformations for deep neural networks (2017); the book's block of section 8.6
/// in the frame of its ResNet-18.
/// </summary>
internal static class ResNeXt
{
    public const string Paper = "Xie et al.: Aggregated residual transformations for deep neural networks, 2017";

    private const int ChannelsPerGroup = 16;

    public static ArchitectureEntry Entry { get; } = new("resnext",
        "A small ResNeXt: ResNet-18's four stages of two blocks, whose 3×3 convolutions work in groups of 16 channels between two of 1×1.",
        Paper, new(1, 96, 96), new(1, 1, 1), Create)
    { HasWidths = true };

    public static Architecture Create() => new("resnext",
    [
        ResNet.Stem(), // [1, 96, 96] → [64, 24, 24]
        .. Enumerable.Range(0, 4).Select(i => Stage($"stage{i + 1}", 64 << i, first: i == 0)), // → [512, 3, 3]
        ResNet.Head(),
    ])
    { Initialization = WeightInitialization.Xavier }; // As the book's ResNet.

    /// <summary>
    /// The book's grouped block: 1×1 to the bottleneck, 3×3 in groups, 1×1 to the channels out, each with batch norm, as has the
    /// shortcut's convolution where there is one.
    /// </summary>
    /// <param name="channels">Channels out; also in, unless <paramref name="project"/>.</param>
    /// <param name="channelsPerGroup">The channels of each group; must divide the bottleneck's.</param>
    /// <param name="bottleneck">The bottleneck's channels are this times the channels out.</param>
    /// <param name="project">Whether the shortcut is a 1×1 convolution.</param>
    /// <param name="stride">Of the 3×3 convolution and the shortcut.</param>
    public static Residual Block(int channels, int channelsPerGroup, double bottleneck = 1, bool project = false, int stride = 1)
    {
        var inner = (int)Math.Round(channels * bottleneck);
        return new Residual(
        [
            new Conv2d(inner, 1) { Name = "conv1" },
            new BatchNorm2d { Name = "bn1" },
            new ReLU { Name = "relu1" },
            new Conv2d(inner, 3) { Name = "conv2", Padding = 1, Stride = stride, Groups = inner / channelsPerGroup },
            new BatchNorm2d { Name = "bn2" },
            new ReLU { Name = "relu2" },
            new Conv2d(channels, 1) { Name = "conv3" },
            new BatchNorm2d { Name = "bn3" },
        ])
        {
            Shortcut = project ? [new Conv2d(channels, 1) { Name = "conv4", Stride = stride }, new BatchNorm2d { Name = "bn4" }] : LayerList.Empty,
            Activation = new ReLU { Name = "relu3" },
        };
    }

    private static Block Stage(string name, int channels, bool first) => new(
    [
        first ? Block(channels, ChannelsPerGroup) : Block(channels, ChannelsPerGroup, project: true, stride: 2),
        Block(channels, ChannelsPerGroup),
    ])
    { Name = name };
}
