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
        ["linear"] = (typeof(Linear), new("linear", [new Flatten(), new Linear(5), new Linear { Bias = false }])),
        ["batchNorm2d"] = Sample(new BatchNorm2d { Epsilon = 1e-3 }),
        ["layerNorm2d"] = Sample(new LayerNorm2d()),
        ["relu"] = Sample(new ReLU()),
        ["leakyRelu"] = Sample(new LeakyReLU { NegativeSlope = 0.2 }),
        ["gelu"] = Sample(new GELU()),
        ["silu"] = Sample(new SiLU()),
        ["sigmoid"] = Sample(new Sigmoid()),
        ["tanh"] = Sample(new Tanh()),
        ["maxPool2d"] = Sample(new MaxPool2d((3, 2)) { Stride = 2, Padding = 1 }),
        ["avgPool2d"] = Sample(new AvgPool2d(3) { Stride = (2, 1), Padding = 1 }),
        ["adaptiveAvgPool2d to 1"] = Sample(new AdaptiveAvgPool2d(1)),
        ["adaptiveAvgPool2d evenly"] = Sample(new AdaptiveAvgPool2d((7, 3))),
        ["adaptiveAvgPool2d unevenly"] = Sample(new AdaptiveAvgPool2d((3, 4))),
        ["adaptiveAvgPool2d enlarging"] = Sample(new AdaptiveAvgPool2d((9, 6))),
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
        ["concat"] = Sample(new Concat(
        [
            new Block([]),
            new Conv2d(3, 1),
            new Block([new MaxPool2d(3) { Stride = 1, Padding = 1 }, new Dropout()]),
        ])),
    };

    private static (Type, Architecture) Sample(Layer layer) =>
        (layer.GetType(), new(layer.Kind, [layer with { Name = "sample" }, new Flatten { Name = "flatten" }, new Linear { Name = "classifier" }]));
}
