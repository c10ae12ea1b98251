namespace MlNetCnn;

/// <summary>
/// Writes an architecture as a notebook does, layer by layer:
/// <code>
/// var mine = Network.Named("mine")
///     .Conv2d(6, kernel: 5, padding: 2).Sigmoid().AvgPool2d(2)
///     .Block("stage1", b => b.Residual(r => r.Conv2d(6, 3, padding: 1).BatchNorm2d(), activation: new ReLU()))
///     .Flatten().Linear(120).Sigmoid().Linear()
///     .Build();
/// </code>
/// It gives the records that <see cref="Layer"/> lists, which say what each setting means. Immutable: each step is a network of its own,
/// and a stem can be continued twice.
/// </summary>
public sealed class Network
{
    private readonly string _name;
    private readonly LayerList _layers;
    private readonly WeightInitialization _initialization;

    private Network(string name, LayerList layers, WeightInitialization initialization) =>
        (_name, _layers, _initialization) = (name, layers, initialization);

    /// <summary>A network of this name, without layers yet.</summary>
    /// <param name="name">Letters, digits, spaces and <c>. _ - /</c>.</param>
    public static Network Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name, LayerList.Empty, WeightInitialization.Default);
    }

    /// <summary>How the weights start. Default: as PyTorch's layers do.</summary>
    public Network Initialized(WeightInitialization initialization) => new(_name, _layers, initialization);

    /// <summary>Appends layers that are records already.</summary>
    public Network Add(params ReadOnlySpan<Layer> layers) => new(_name, [.. _layers, .. layers], _initialization);

    /// <summary>Appends a <see cref="MlNetCnn.Conv2d"/>.</summary>
    /// <param name="outChannels">Channels out; null for the number of classes.</param>
    /// <param name="kernel">Height and width of the kernel, at least 1.</param>
    /// <param name="stride">At least 1. Default: 1.</param>
    /// <param name="padding">At least 0. Default: 0.</param>
    /// <param name="groups">At least 1; divides the channels. Default: 1.</param>
    /// <param name="bias">Whether each output channel has a bias. Default: true.</param>
    /// <param name="dilation">At least 1. Default: 1.</param>
    /// <param name="paddingMode">What is added beyond the edges. Default: zeros.</param>
    /// <param name="name">The layer's name. Default: none, its position counts.</param>
    public Network Conv2d(
        int? outChannels, Size2d kernel, Size2d? stride = null, Size2d? padding = null, int groups = 1, bool bias = true,
        Size2d? dilation = null, PaddingMode paddingMode = PaddingMode.Zeros, string? name = null) => Add(new Conv2d(outChannels, kernel)
        {
            Stride = stride ?? 1,
            Padding = padding ?? 0,
            Groups = groups,
            Bias = bias,
            Dilation = dilation ?? 1,
            PaddingMode = paddingMode,
            Name = name,
        });

    /// <summary>Appends a <see cref="MlNetCnn.ConvTranspose2d"/>.</summary>
    /// <param name="outChannels">Channels out; null for the number of classes.</param>
    /// <param name="kernel">Height and width of the kernel, at least 1.</param>
    /// <param name="stride">At least 1. Default: 1.</param>
    /// <param name="padding">At least 0. Default: 0.</param>
    /// <param name="outputPadding">At least 0, below the stride. Default: 0.</param>
    /// <param name="groups">At least 1; divides the channels. Default: 1.</param>
    /// <param name="bias">Whether each output channel has a bias. Default: true.</param>
    /// <param name="dilation">At least 1. Default: 1.</param>
    /// <param name="name">The layer's name. Default: none, its position counts.</param>
    public Network ConvTranspose2d(
        int? outChannels, Size2d kernel, Size2d? stride = null, Size2d? padding = null, Size2d? outputPadding = null, int groups = 1,
        bool bias = true, Size2d? dilation = null, string? name = null) => Add(new ConvTranspose2d(outChannels, kernel)
        {
            Stride = stride ?? 1,
            Padding = padding ?? 0,
            OutputPadding = outputPadding ?? 0,
            Groups = groups,
            Bias = bias,
            Dilation = dilation ?? 1,
            Name = name,
        });

    /// <summary>Appends a <see cref="MlNetCnn.Linear"/>; without a width it takes the number of classes.</summary>
    public Network Linear(int? outFeatures = null, bool bias = true, bool perPixel = false, string? name = null) =>
        Add(new Linear(outFeatures) { Bias = bias, PerPixel = perPixel, Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.BatchNorm2d"/>.</summary>
    public Network BatchNorm2d(double epsilon = 1e-5, double momentum = 0.1, string? name = null) =>
        Add(new BatchNorm2d { Epsilon = epsilon, Momentum = momentum, Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.LayerNorm2d"/>.</summary>
    public Network LayerNorm2d(double epsilon = 1e-6, string? name = null) => Add(new LayerNorm2d { Epsilon = epsilon, Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.GroupNorm"/>.</summary>
    public Network GroupNorm(int groups, double epsilon = 1e-5, string? name = null) => Add(new GroupNorm(groups) { Epsilon = epsilon, Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.ReLU"/>.</summary>
    public Network ReLU(string? name = null) => Add(new ReLU { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.ReLU6"/>.</summary>
    public Network ReLU6(string? name = null) => Add(new ReLU6 { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.PReLU"/>.</summary>
    public Network PReLU(bool perChannel = false, double initialSlope = 0.25, string? name = null) =>
        Add(new PReLU { PerChannel = perChannel, InitialSlope = initialSlope, Name = name });

    /// <summary>Appends an <see cref="MlNetCnn.ELU"/>.</summary>
    public Network ELU(double alpha = 1, string? name = null) => Add(new ELU { Alpha = alpha, Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.LeakyReLU"/>.</summary>
    public Network LeakyReLU(double negativeSlope = 0.01, string? name = null) =>
        Add(new LeakyReLU { NegativeSlope = negativeSlope, Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.GELU"/>.</summary>
    public Network GELU(string? name = null) => Add(new GELU { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.SiLU"/>.</summary>
    public Network SiLU(string? name = null) => Add(new SiLU { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.Hardswish"/>.</summary>
    public Network Hardswish(string? name = null) => Add(new Hardswish { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.Hardsigmoid"/>.</summary>
    public Network Hardsigmoid(string? name = null) => Add(new Hardsigmoid { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.Sigmoid"/>.</summary>
    public Network Sigmoid(string? name = null) => Add(new Sigmoid { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.Tanh"/>.</summary>
    public Network Tanh(string? name = null) => Add(new Tanh { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.MaxPool2d"/>; its stride is by default its window.</summary>
    public Network MaxPool2d(
        Size2d kernel, Size2d? stride = null, Size2d? padding = null, Size2d? dilation = null, bool ceilMode = false, string? name = null) =>
        Add(new MaxPool2d(kernel) { Stride = stride, Padding = padding ?? 0, Dilation = dilation ?? 1, CeilMode = ceilMode, Name = name });

    /// <summary>Appends an <see cref="MlNetCnn.AvgPool2d"/>; its stride is by default its window.</summary>
    public Network AvgPool2d(Size2d kernel, Size2d? stride = null, Size2d? padding = null, bool countIncludePad = true, string? name = null) =>
        Add(new AvgPool2d(kernel) { Stride = stride, Padding = padding ?? 0, CountIncludePad = countIncludePad, Name = name });

    /// <summary>Appends an <see cref="MlNetCnn.AdaptiveAvgPool2d"/>.</summary>
    public Network AdaptiveAvgPool2d(Size2d output, string? name = null) => Add(new AdaptiveAvgPool2d(output) { Name = name });

    /// <summary>Appends an <see cref="MlNetCnn.Upsample"/>.</summary>
    public Network Upsample(Size2d factor, UpsampleMode mode = UpsampleMode.Nearest, string? name = null) =>
        Add(new Upsample(factor) { Mode = mode, Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.ChannelSlice"/>.</summary>
    public Network ChannelSlice(int start, int count, string? name = null) => Add(new ChannelSlice(start, count) { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.ChannelShuffle"/>.</summary>
    public Network ChannelShuffle(int groups, string? name = null) => Add(new ChannelShuffle(groups) { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.Flatten"/>.</summary>
    public Network Flatten(string? name = null) => Add(new Flatten { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.Dropout"/>.</summary>
    public Network Dropout(double probability = 0.5, string? name = null) => Add(new Dropout(probability) { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.StochasticDepth"/>.</summary>
    public Network StochasticDepth(double probability = 0.2, string? name = null) => Add(new StochasticDepth(probability) { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.LayerScale"/>.</summary>
    public Network LayerScale(double initialFactor = 1e-6, string? name = null) => Add(new LayerScale { InitialFactor = initialFactor, Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.Block"/> of the layers that are added inside.</summary>
    public Network Block(string? name, Func<Network, Network> layers) => Add(new Block(Inside(layers)) { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.Scale"/> by what the layers that are added inside give.</summary>
    public Network Scale(Func<Network, Network> body, string? name = null) => Add(new Scale(Inside(body)) { Name = name });

    /// <summary>Appends a <see cref="MlNetCnn.Residual"/>.</summary>
    /// <param name="body">Adds the layers of the main path.</param>
    /// <param name="shortcut">Adds those of the other path. Default: none, the identity.</param>
    /// <param name="activation">What follows the sum. Default: nothing.</param>
    /// <param name="name">The block's name. Default: none, its position counts.</param>
    public Network Residual(
        Func<Network, Network> body, Func<Network, Network>? shortcut = null, Layer? activation = null, string? name = null) =>
        Add(new Residual(Inside(body))
        {
            Shortcut = shortcut is null ? LayerList.Empty : Inside(shortcut),
            Activation = activation,
            Name = name,
        });

    /// <summary>Appends a <see cref="MlNetCnn.Concat"/>. A branch of one layer is that layer, any other a block.</summary>
    public Network Concat(string? name, params ReadOnlySpan<Func<Network, Network>> branches)
    {
        var layers = new Layer[branches.Length];
        for (var i = 0; i < branches.Length; i++)
        {
            var inside = Inside(branches[i]);
            layers[i] = inside is [var only] ? only : new Block(inside);
        }
        return Add(new Concat(LayerList.Create(layers)) { Name = name });
    }

    /// <summary>The description.</summary>
    /// <exception cref="ArgumentException">There are no layers, or the network's name cannot be used.</exception>
    /// <exception cref="LayerShapeException">A layer has a setting out of its range, or the name of another one.</exception>
    public Architecture Build()
    {
        var architecture = new Architecture(_name, _layers) { Initialization = _initialization };
        ArchitectureChecks.Require(architecture);
        return architecture;
    }

    private LayerList Inside(Func<Network, Network> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return layers(Named(_name))._layers;
    }
}
