using CsCheck;

namespace MlNetCnn.Tests;

/// <summary>Random networks over all kinds of layers for small random images, for laws that hold for every network.</summary>
internal static class RandomNetworks
{
    public const int Classes = 3;

    private const int MaxElements = 2_000;
    private const int MaxNesting = 3;

    private static readonly Type[] Simple = [.. LayerKinds.All.Except([typeof(Block), typeof(Residual), typeof(Scale), typeof(Concat)])];

    /// <summary>Networks that fit together.</summary>
    public static Gen<(Architecture Network, TensorShape Input)> Fitting { get; } = Gen.Int[0, int.MaxValue].Select(seed =>
    {
        var random = new Random(seed);
        var input = Image(random);
        var layers = Sequence(random, input, random.Next(1, 7), depth: 0);
        var flat = Output(layers, input)!.IsFlat;
        return (new Architecture("random", [.. layers, .. flat ? Array.Empty<Layer>() : [new Flatten()], new Linear { Bias = random.Next(2) == 0 }])
        {
            Initialization = (WeightInitialization)random.Next(3),
        }, input);
    });

    /// <summary>Networks whose sizes were chosen without care: many do not fit together.</summary>
    public static Gen<(Architecture Network, TensorShape Input)> Careless { get; } = Gen.Int[0, int.MaxValue].Select(seed =>
    {
        var random = new Random(seed);
        LayerList layers = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => AnyLayer(random, 0))];
        if (random.Next(5) > 0)
            layers = [.. layers, new Flatten(), new Linear()];
        return (new Architecture("careless", layers), Image(random));
    });

    private static TensorShape Image(Random random) => new(random.Next(1, 7), random.Next(1, 13), random.Next(1, 13));

    private static Layer AnyLayer(Random random, int depth)
    {
        if (depth == MaxNesting || random.Next(5) > 0)
            return Create(Simple[random.Next(Simple.Length)], random, careless: true);
        return random.Next(4) switch
        {
            0 => new Block(Any(0, 3)),
            3 => new Scale(Any(1, 3)),
            1 => new Residual(Any(1, 3)) { Shortcut = Any(0, 2), Activation = random.Next(2) == 0 ? null : AnyLayer(random, depth + 1) },
            _ => new Concat(Any(1, 3)),
        };

        LayerList Any(int from, int to) => [.. Enumerable.Range(0, random.Next(from, to)).Select(_ => AnyLayer(random, depth + 1))];
    }

    /// <summary>Layers that fit one behind the other: each is drawn until one does.</summary>
    private static LayerList Sequence(Random random, TensorShape input, int count, int depth)
    {
        var layers = LayerList.Empty;
        while (layers.Count < count)
        {
            LayerList longer = [.. layers, FittingLayer(random, Output(layers, input)!, depth)];
            if (Output(longer, input) is { Elements: <= MaxElements })
                layers = longer;
        }
        return layers;
    }

    private static Layer FittingLayer(Random random, TensorShape input, int depth)
    {
        if (depth == MaxNesting || random.Next(5) > 0)
            return Create(Simple[random.Next(Simple.Length)], random, careless: false);
        var inside = Sequence(random, input, random.Next(1, 4), depth + 1);
        var output = Output(inside, input)!;
        return random.Next(4) switch
        {
            3 => new Scale([.. inside, .. output.Equals(input) ? LayerList.Empty : Shortcut(output, input.IsImage && output.IsImage ? new(input.Channels, 1, 1) : input)]),
            0 => new Block(random.Next(4) == 0 ? LayerList.Empty : inside),
            1 => new Residual(inside)
            {
                Shortcut = output.Equals(input) && random.Next(2) == 0 ? LayerList.Empty : Shortcut(input, output),
                Activation = random.Next(2) == 0 ? null : new ReLU(),
            },
            _ when output.IsImage => new Concat(
                [new Block(inside), .. output.Equals(input) ? [new Block([])] : Shortcut(input, output), new Block(inside)]),
            _ => new Flatten(),
        };
    }

    /// <summary>Layers from one shape to another.</summary>
    private static LayerList Shortcut(TensorShape input, TensorShape output) => (input.IsImage, output.IsImage) switch
    {
        (true, true) => [new Block([new Conv2d(output.Channels, 1), new AdaptiveAvgPool2d((output.Height, output.Width))])],
        (true, false) => [new Block([new Flatten(), new Linear(output.Elements)])],
        _ => [new Linear(output.Elements)],
    };

    private static TensorShape? Output(LayerList layers, TensorShape input)
    {
        try
        {
            ArchitectureChecks.Require(new("random", [.. layers, new Flatten()]), Classes);
            return new Planner(Classes).PlanSequence(layers, new LayerNames(""), input, "the input") is [.., var last] ? last.Output : input;
        }
        catch (LayerShapeException)
        {
            return null;
        }
    }

    /// <summary>A layer of a kind. Numbers that are no sizes stay in their ranges.</summary>
    private static Layer Create(Type kind, Random random, bool careless)
    {
        var least = careless && random.Next(8) == 0 ? -1 : 1;
        return kind.Name switch
        {
            nameof(Conv2d) => new Conv2d(random.Next(6) == 0 ? null : random.Next(least, 9), Size(least, 5))
            {
                Stride = Size(least, 4),
                Padding = Size(Math.Min(least, 0), 4),
                PaddingMode = (PaddingMode)random.Next(3),
                Dilation = random.Next(2) == 0 ? 1 : Size(least, 3),
                Groups = random.Next(2) == 0 ? 1 : random.Next(least, 5),
                Bias = random.Next(2) == 0,
            },
            nameof(ConvTranspose2d) => new ConvTranspose2d(random.Next(6) == 0 ? null : random.Next(least, 9), Size(least, 4))
            {
                Stride = Size(least, 3),
                Padding = Size(Math.Min(least, 0), 2),
                OutputPadding = random.Next(2) == 0 ? 0 : Size(Math.Min(least, 0), 2),
                Dilation = random.Next(2) == 0 ? 1 : Size(least, 3),
                Groups = random.Next(2) == 0 ? 1 : random.Next(least, 5),
                Bias = random.Next(2) == 0,
            },
            nameof(Linear) => new Linear(random.Next(4) == 0 ? null : random.Next(least, 12)) { Bias = random.Next(2) == 0, PerPixel = random.Next(2) == 0 },
            nameof(BatchNorm2d) => new BatchNorm2d { Epsilon = Math.Pow(10, -random.Next(1, 7)), Momentum = random.NextDouble() },
            nameof(LayerNorm2d) => new LayerNorm2d { Epsilon = Math.Pow(10, -random.Next(1, 7)) },
            nameof(ReLU) => new ReLU(),
            nameof(GroupNorm) => new GroupNorm(random.Next(least, 4)) { Epsilon = Math.Pow(10, -random.Next(1, 7)) },
            nameof(ReLU6) => new ReLU6(),
            nameof(PReLU) => new PReLU { PerChannel = random.Next(2) == 0, InitialSlope = random.NextDouble() },
            nameof(ELU) => new ELU { Alpha = random.NextDouble() + 0.01 },
            nameof(Hardswish) => new Hardswish(),
            nameof(Hardsigmoid) => new Hardsigmoid(),
            nameof(LeakyReLU) => new LeakyReLU { NegativeSlope = random.NextDouble() },
            nameof(GELU) => new GELU(),
            nameof(SiLU) => new SiLU(),
            nameof(Sigmoid) => new Sigmoid(),
            nameof(Tanh) => new Tanh(),
            nameof(MaxPool2d) => new MaxPool2d(Size(least, 5))
            {
                Stride = random.Next(2) == 0 ? null : Size(least, 4),
                Padding = Size(Math.Min(least, 0), 3),
                Dilation = random.Next(2) == 0 ? 1 : Size(least, 3),
                CeilMode = random.Next(2) == 0,
            },
            nameof(AvgPool2d) => new AvgPool2d(Size(least, 5))
            {
                Stride = random.Next(2) == 0 ? null : Size(least, 4),
                Padding = Size(Math.Min(least, 0), 3),
                CountIncludePad = random.Next(2) == 0,
            },
            nameof(Upsample) => new Upsample(Size(least, 3)) { Mode = (UpsampleMode)random.Next(2) },
            nameof(ChannelSlice) => new ChannelSlice(random.Next(Math.Min(least, 0), 3), random.Next(least, 4)),
            nameof(ChannelShuffle) => new ChannelShuffle(random.Next(least, 4)),
            nameof(StochasticDepth) => new StochasticDepth(random.NextDouble()),
            nameof(LayerScale) => new LayerScale { InitialFactor = random.NextDouble() },
            nameof(AdaptiveAvgPool2d) => new AdaptiveAvgPool2d(Size(least, 7)),
            nameof(Flatten) => new Flatten(),
            nameof(Dropout) => new Dropout(random.NextDouble()),
            _ => throw new NotSupportedException($"Teach this generator the layer kind {kind.Name}."),
        };

        Size2d Size(int from, int to) => random.Next(2) == 0 ? random.Next(from, to) : (random.Next(from, to), random.Next(from, to));
    }
}
