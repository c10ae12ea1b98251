using System.Collections.Immutable;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>Reads a plan as a TorchSharp module whose <c>state_dict</c> has the plan's names and shapes. Its output is the logits.</summary>
internal static class ModuleBuilder
{
    /// <summary>The network as a module on the CPU.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="seed">Decides the weights; null where they will be written.</param>
    public static Module<Tensor, Tensor> Build(NetworkPlan plan, int? seed = null)
    {
        lock (ProcessRandom.Gate)
        {
            if (seed is { } given)
                manual_seed(given);
            var module = new SequenceModule(plan.Architecture.Name, Children(plan.Layers));
            WeightInitializer.Initialize(module, plan.Architecture.Initialization);
            return module;
        }
    }

    private static (string Name, Module<Tensor, Tensor> Module)[] Children(ImmutableArray<LayerPlan> layers, bool mayOverwrite = false) =>
        [.. LayerPlan.InOrder(layers, mayOverwrite).Select(next => (NameOf(next.Layer), Build(next.Layer, next.MayOverwrite)))];

    private static string NameOf(LayerPlan layer) => layer.Path[(layer.Path.LastIndexOf('.') + 1)..];

    private static Module<Tensor, Tensor> Build(LayerPlan plan, bool mayOverwrite) => plan.Layer switch
    {
        Conv2d conv => nn.Conv2d(
            plan.Input.Channels, plan.Output.Channels, Pair(conv.Kernel), Pair(conv.Stride), Pair(conv.Padding), groups: conv.Groups, bias: conv.Bias),
        Linear linear => nn.Linear(plan.Input.Elements, plan.Output.Elements, linear.Bias),
        BatchNorm2d norm => new BatchNormModule(NameOf(plan), plan.Input.Channels, norm.Epsilon, norm.Momentum),
        LayerNorm2d norm => new LayerNorm2dModule(NameOf(plan), plan.Input.Channels, norm.Epsilon),
        ReLU => nn.ReLU(inplace: mayOverwrite),
        LeakyReLU leaky => new LeakyReLUModule(NameOf(plan), leaky.NegativeSlope),
        GELU => nn.GELU(),
        SiLU => nn.SiLU(),
        Sigmoid => nn.Sigmoid(),
        Tanh => nn.Tanh(),
        MaxPool2d pool => nn.MaxPool2d(Pair(pool.Kernel), Pair(pool.Stride ?? pool.Kernel), Pair(pool.Padding)),
        AvgPool2d pool => nn.AvgPool2d(Pair(pool.Kernel), Pair(pool.Stride ?? pool.Kernel), Pair(pool.Padding)),
        AdaptiveAvgPool2d pool => nn.AdaptiveAvgPool2d(Pair(pool.Output)),
        Flatten => nn.Flatten(),
        Dropout dropout => nn.Dropout(dropout.Probability),
        Block => new SequenceModule(NameOf(plan), Children(plan.Branches[0])),
        Residual => new ResidualModule(NameOf(plan), Children(plan.Branches[0]), Children(plan.Branches[1]),
            Children(plan.Behind, mayOverwrite: true) is [var activation] ? activation : null),
        Concat => new ConcatModule(NameOf(plan), [.. plan.Branches.SelectMany(branch => Children(branch))]),
        _ => throw new NotSupportedException($"No TorchSharp module is known for the layer kind {plan.Layer.GetType().Name}."),
    };

    private static (long, long) Pair(Size2d size) => (size.Height, size.Width);
}
