using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using UpsampleModeOf = TorchSharp.torch.UpsampleMode;

namespace MlNetCnn.Training;

/// <summary>Reads a plan as a TorchSharp module whose <c>state_dict</c> has the plan's names and shapes. Its output is the logits.</summary>
internal static class ModuleBuilder
{
    /// <summary>The network as a module on the CPU.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="seed">Decides the weights; null where they will be written.</param>
    public static Module<Tensor, Tensor> Build(NetworkPlan plan, int? seed = null)
    {
        OneDnn.AvoidIfWrong(plan);
        lock (ProcessRandom.Gate)
        {
            if (seed is { } given)
                manual_seed(given);
            var module = new SequenceModule(plan.Architecture.Name, Children(plan.Layers));
            WeightInitializer.Initialize(module, plan);
            return module;
        }
    }

    private static (string Name, Module<Tensor, Tensor> Module)[] Children(ImmutableArray<LayerPlan> layers, bool mayOverwrite = false) =>
        [.. LayerPlan.InOrder(layers, mayOverwrite).Select(next => (NameOf(next.Layer), Build(next.Layer, next.MayOverwrite)))];

    private static string NameOf(LayerPlan layer) => layer.Path[(layer.Path.LastIndexOf('.') + 1)..];

    private static Module<Tensor, Tensor> Build(LayerPlan plan, bool mayOverwrite) => plan.Layer switch
    {
        Conv2d conv => nn.Conv2d(
            plan.Input.Channels, plan.Output.Channels, Pair(conv.Kernel), Pair(conv.Stride), Pair(conv.Padding), Pair(conv.Dilation),
            Padding(conv.PaddingMode), conv.Groups, conv.Bias),
        ConvTranspose2d conv => new ConvTransposeModule(NameOf(plan), plan.Input.Channels, plan.Output.Channels, conv),
        Linear { PerPixel: true } linear => new PixelLinearModule(NameOf(plan), plan.Input.Channels, plan.Output.Channels, linear.Bias),
        Linear linear => nn.Linear(plan.Input.Elements, plan.Output.Elements, linear.Bias),
        BatchNorm2d norm => new BatchNormModule(NameOf(plan), plan.Input.Channels, norm.Epsilon, norm.Momentum),
        LayerNorm2d norm => new LayerNorm2dModule(NameOf(plan), plan.Input.Channels, norm.Epsilon),
        GroupNorm norm => nn.GroupNorm(norm.Groups, plan.Input.Channels, norm.Epsilon),
        ReLU => nn.ReLU(inplace: mayOverwrite),
        LeakyReLU leaky => new LeakyReLUModule(NameOf(plan), leaky.NegativeSlope),
        ReLU6 => nn.ReLU6(),
        PReLU prelu => nn.PReLU(plan.Tensors[0].Shape.Elements, prelu.InitialSlope),
        ELU elu => new ELUModule(NameOf(plan), elu.Alpha),
        GELU => nn.GELU(),
        SiLU => nn.SiLU(),
        Hardswish => nn.Hardswish(),
        Hardsigmoid => nn.Hardsigmoid(),
        Sigmoid => nn.Sigmoid(),
        Tanh => nn.Tanh(),
        MaxPool2d pool => nn.MaxPool2d(
            Pair(pool.Kernel), Pair(pool.Stride ?? pool.Kernel), Pair(pool.Padding), Pair(pool.Dilation), pool.CeilMode),
        AvgPool2d pool => nn.AvgPool2d(
            Pair(pool.Kernel), Pair(pool.Stride ?? pool.Kernel), Pair(pool.Padding), count_include_pad: pool.CountIncludePad),
        AdaptiveAvgPool2d pool => nn.AdaptiveAvgPool2d(Pair(pool.Output)),
        Upsample up => nn.Upsample(
            scale_factor: [up.Factor.Height, up.Factor.Width], mode: up.Mode == UpsampleMode.Bilinear ? UpsampleModeOf.Bilinear : UpsampleModeOf.Nearest,
            align_corners: up.Mode == UpsampleMode.Bilinear ? false : null),
        ChannelSlice slice => new ChannelSliceModule(NameOf(plan), slice.Start, slice.Count),
        ChannelShuffle shuffle => nn.ChannelShuffle(shuffle.Groups),
        Flatten => nn.Flatten(),
        Dropout dropout => nn.Dropout(dropout.Probability),
        StochasticDepth depth => new StochasticDepthModule(NameOf(plan), depth.Probability),
        LayerScale scale => new LayerScaleModule(NameOf(plan), plan.Tensors[0].Shape, scale.InitialFactor),
        Block block => new SequenceModule(NameOf(plan), Children(plan.Branches[0]), block.Inline),
        Residual => new ResidualModule(NameOf(plan), Children(plan.Branches[0]), Children(plan.Branches[1]),
            Children(plan.Behind, mayOverwrite: true)),
        Scale => new ScaleModule(NameOf(plan), Children(plan.Branches[1])),
        Concat concat => new ConcatModule(NameOf(plan), [.. plan.Branches.SelectMany(branch => Children(branch))], concat.Inline),
        _ => throw new NotSupportedException($"No TorchSharp module is known for the layer kind {plan.Layer.GetType().Name}."),
    };

    private static PaddingModes Padding(PaddingMode mode) => mode switch
    {
        PaddingMode.Reflect => PaddingModes.Reflect,
        PaddingMode.Replicate => PaddingModes.Replicate,
        _ => PaddingModes.Zeros,
    };

    private static (long, long) Pair(Size2d size) => (size.Height, size.Width);
}
