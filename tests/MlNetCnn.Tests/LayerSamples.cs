namespace MlNetCnn.Tests;

/// <summary>Small networks, at least one for every kind of layer, for contracts that every reader of a plan has to keep.</summary>
internal static class LayerSamples
{
    public static TensorShape Input { get; } = new(2, 7, 6);

    public const int Classes = 3;

    /// <summary>By a name of the case: the kind of layer it shows, and a network with it.</summary>
    public static IReadOnlyDictionary<string, (Type Kind, Architecture Network)> All { get; } = new Dictionary<string, (Type, Architecture)>
    {
        ["conv2d"] = Sample(new Conv2d(4, (3, 2)) { Stride = (2, 1), Padding = (1, 0), Groups = 2 }),
        ["conv2d without bias"] = Sample(new Conv2d(4, 1) { Bias = false }),
        ["conv2d, dilated"] = Sample(new Conv2d(4, 3) { Padding = 2, Dilation = (2, 1) }),
        ["conv2d, mirrored"] = Sample(new Conv2d(4, 3) { Padding = (2, 1), PaddingMode = PaddingMode.Reflect }),
        ["conv2d, repeated edge"] = Sample(new Conv2d(4, 3) { Padding = 1, PaddingMode = PaddingMode.Replicate, Stride = 2 }),
        ["convTranspose2d"] = Sample(new ConvTranspose2d(4, (3, 2)) { Stride = (2, 3), Padding = (1, 0), OutputPadding = (1, 2), Groups = 2 }),
        ["convTranspose2d, dilated"] = Sample(new ConvTranspose2d(3, 3) { Dilation = 2, Bias = false }),
        ["linear"] = (typeof(Linear), new("linear", [new Flatten(), new Linear(5), new Linear { Bias = false }])),
        ["linear per pixel"] = Sample(new Linear(5) { PerPixel = true }),
        ["groupNorm"] = Sample(new Block([new Conv2d(6, 1), new GroupNorm(3) { Epsilon = 1e-3, Name = "norm" }]), typeof(GroupNorm)),
        ["batchNorm2d"] = Sample(new BatchNorm2d { Epsilon = 1e-3 }),
        ["layerNorm2d"] = Sample(new LayerNorm2d()),
        ["relu"] = Sample(new ReLU()),
        ["relu6"] = Sample(new ReLU6()),
        ["prelu"] = Sample(new PReLU()),
        ["prelu per channel"] = Sample(new PReLU { PerChannel = true, InitialSlope = 0.1 }),
        ["elu"] = Sample(new ELU { Alpha = 0.7 }),
        ["hardswish"] = Sample(new Hardswish()),
        ["hardsigmoid"] = Sample(new Hardsigmoid()),
        ["leakyRelu"] = Sample(new LeakyReLU { NegativeSlope = 0.2 }),
        ["gelu"] = Sample(new GELU()),
        ["silu"] = Sample(new SiLU()),
        ["sigmoid"] = Sample(new Sigmoid()),
        ["tanh"] = Sample(new Tanh()),
        ["maxPool2d"] = Sample(new MaxPool2d((3, 2)) { Stride = 2, Padding = 1 }),
        ["maxPool2d, dilated"] = Sample(new MaxPool2d(2) { Stride = 1, Dilation = (2, 3), Padding = 1 }),
        ["maxPool2d, rounded up"] = Sample(new MaxPool2d(3) { Stride = 2, CeilMode = true }),
        ["maxPool2d, rounded up and padded"] = Sample(new MaxPool2d(2) { Stride = 3, Padding = (1, 0), CeilMode = true }),
        ["avgPool2d without its padding"] = Sample(new AvgPool2d(3) { Stride = 2, Padding = 1, CountIncludePad = false }),
        ["avgPool2d"] = Sample(new AvgPool2d(3) { Stride = (2, 1), Padding = 1 }),
        ["adaptiveAvgPool2d to 1"] = Sample(new AdaptiveAvgPool2d(1)),
        ["adaptiveAvgPool2d evenly"] = Sample(new AdaptiveAvgPool2d((7, 3))),
        ["adaptiveAvgPool2d unevenly"] = Sample(new AdaptiveAvgPool2d((3, 4))),
        ["adaptiveAvgPool2d enlarging"] = Sample(new AdaptiveAvgPool2d((9, 6))),
        ["upsample"] = Sample(new Upsample((2, 3))),
        ["upsample, bilinear"] = Sample(new Upsample((3, 2)) { Mode = UpsampleMode.Bilinear }),
        ["channelSlice"] = Sample(new ChannelSlice(1, 1)),
        ["channelShuffle"] = Sample(new Block([new Conv2d(6, 1), new ChannelShuffle(2)]), typeof(ChannelShuffle)),
        ["stochasticDepth"] = Sample(new Residual([new Conv2d(2, 1), new StochasticDepth(0.4)]), typeof(StochasticDepth)),
        ["layerScale"] = Sample(new LayerScale { InitialFactor = 0.1 }),
        ["flatten"] = Sample(new Flatten()),
        ["dropout"] = Sample(new Dropout()),
        ["block"] = Sample(new Block([new Conv2d(4, 3), new ReLU()])),
        ["block, empty"] = Sample(new Block([])),
        ["residual"] = Sample(new Residual([new Conv2d(2, 3) { Padding = 1 }])),
        ["residual with a shortcut"] = Sample(new Residual([new Conv2d(4, 3) { Padding = 1, Stride = 2 }, new BatchNorm2d()])
        {
            Shortcut = [new Conv2d(4, 1) { Stride = 2 }],
            Activation = new ReLU { Name = "sum" },
        }),
        ["scale by channel"] = Sample(new Scale([new AdaptiveAvgPool2d(1), new Conv2d(2, 1) { Name = "fc" }, new Sigmoid()])),
        ["scale by pixel"] = Sample(new Scale([new Conv2d(1, 3) { Padding = 1 }, new Hardsigmoid()])),
        ["scale by value"] = Sample(new Scale([new Tanh()])),
        ["block, inline"] = (typeof(Block), new("inline",
            [new Concat([new Block([]), new Block([new Conv2d(2, 1) { Name = "conv" }]) { Name = "branch", Inline = true }]) { Name = "joined" }, new Flatten(), new Linear()])),
        ["concat, inline"] = Sample(new Block([new Concat([new Conv2d(2, 1) { Name = "a" }, new Conv2d(3, 1) { Name = "b" }]) { Name = "join", Inline = true }]), typeof(Concat)),
        ["concat"] = Sample(new Concat(
        [
            new Block([]),
            new Conv2d(3, 1),
            new Block([new MaxPool2d(3) { Stride = 1, Padding = 1 }, new Dropout()]),
        ])),
        ["concat of vectors"] = (typeof(Concat), new("vectors",
            [new Concat([new Flatten(), new Block([new AdaptiveAvgPool2d(1), new Flatten()])]) { Name = "sample" }, new Linear { Name = "classifier" }])),
    };

    private static (Type, Architecture) Sample(Layer layer, Type? shown = null) =>
        (shown ?? layer.GetType(), new(layer.Kind, [layer with { Name = "sample" }, new Flatten { Name = "flatten" }, new Linear { Name = "classifier" }]));
}
