using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// Infers shapes and costs, layer by layer. The one place that knows what each kind of layer does to a shape. That the settings are in
/// their ranges and the names in order, <see cref="ArchitectureChecks"/> has seen to.
/// </summary>
/// <param name="classes">The number of classes.</param>
/// <param name="attempt">Where given, the first flaw goes there and planning stops at that layer instead of throwing.</param>
/// <param name="known">With an attempt: a layer whose settings are out of range, so that it cannot be planned.</param>
internal sealed class Planner(int classes, PlanAttempt? attempt = null, LayerShapeException? known = null)
{
    private bool Stopped => attempt?.Flaw is not null;

    /// <summary>Plans layers one after another; <paramref name="names"/> are those of the block around them.</summary>
    public ImmutableArray<LayerPlan> PlanSequence(LayerList layers, LayerNames names, TensorShape input, string from)
    {
        var plans = ImmutableArray.CreateBuilder<LayerPlan>(layers.Count);
        for (var i = 0; i < layers.Count; i++)
        {
            var path = names.PathOf(layers[i], i);
            var plan = PlanLayer(new LayerInput(layers[i], path, input, from));
            plans.Add(plan);
            if (Stopped)
                break;
            input = plan.Output;
            from = $"'{path}'";
        }
        return plans.DrainToImmutable();
    }

    private LayerPlan PlanLayer(LayerInput at)
    {
        if (attempt is null)
            return PlanChecked(at);
        try
        {
            return at.Path == known?.Path ? throw known : PlanChecked(at);
        }
        catch (LayerShapeException flaw)
        {
            attempt.Flaw ??= flaw;
            return at.Same();
        }
    }

    private LayerPlan PlanChecked(LayerInput at) => at.Layer switch
    {
        Conv2d conv => PlanConvolution(conv, at),
        Linear linear => PlanLinear(linear, at),
        BatchNorm2d => PlanBatchNorm(at),
        LayerNorm2d => PlanLayerNorm(at),
        ReLU or LeakyReLU or GELU or SiLU or Sigmoid or Tanh or Dropout => at.Same(),
        MaxPool2d pool => PlanPool(pool.Kernel, pool.Stride ?? pool.Kernel, pool.Padding, at),
        AvgPool2d pool => PlanPool(pool.Kernel, pool.Stride ?? pool.Kernel, pool.Padding, at),
        AdaptiveAvgPool2d pool => PlanAdaptivePool(pool, at),
        Flatten => at.Gives(new TensorShape(at.Input.Elements)),
        Block block => PlanBlock(block, at),
        Residual residual => PlanResidual(residual, at),
        Concat concat => PlanConcat(concat, at),
        _ => throw new NotSupportedException($"The planner does not know the layer kind {at.Layer.GetType().Name}."),
    };

    private LayerPlan PlanConvolution(Conv2d conv, LayerInput at)
    {
        var (channels, height, width) = at.Image();
        var outChannels = conv.OutChannels ?? classes;
        at.Require(channels % conv.Groups == 0, $"splits its input into {conv.Groups} groups, but {at.From} gives {channels} channels: make the groups divide the channels.");
        var window = new Window(conv.Kernel, conv.Stride, conv.Padding);
        var output = at.Slide(window, outChannels);
        var kernel = at.Shape("a weight", outChannels, channels / conv.Groups, conv.Kernel.Height, conv.Kernel.Width);
        return at.Gives(output,
            [at.Parameter("weight", kernel), .. conv.Bias ? [at.Parameter("bias", new TensorShape(outChannels))] : ImmutableArray<TensorSpec>.Empty],
            macs: (long)output.Elements * (channels / conv.Groups) * conv.Kernel.Area);
    }

    private LayerPlan PlanLinear(Linear linear, LayerInput at)
    {
        at.Require(at.Input.IsFlat, $"needs a flat input, but {at.From} gives {at.Input}: add Flatten before it.");
        var outFeatures = linear.OutFeatures ?? classes;
        var weight = at.Shape("a weight", outFeatures, at.Input.Elements);
        return at.Gives(new TensorShape(outFeatures),
            [at.Parameter("weight", weight), .. linear.Bias ? [at.Parameter("bias", new TensorShape(outFeatures))] : ImmutableArray<TensorSpec>.Empty],
            macs: weight.Elements);
    }

    private static LayerPlan PlanBatchNorm(LayerInput at)
    {
        var perChannel = new TensorShape(at.Image().Channels);
        return at.Gives(at.Input,
            [at.Parameter("weight", perChannel), at.Parameter("bias", perChannel), at.Buffer("running_mean", perChannel), at.Buffer("running_var", perChannel)]);
    }

    private static LayerPlan PlanLayerNorm(LayerInput at)
    {
        var perChannel = new TensorShape(at.Image().Channels);
        return at.Gives(at.Input, [at.Parameter("weight", perChannel), at.Parameter("bias", perChannel)]);
    }

    private static LayerPlan PlanPool(Size2d kernel, Size2d stride, Size2d padding, LayerInput at) =>
        at.Gives(at.Slide(new Window(kernel, stride, padding), at.Image().Channels));

    private static LayerPlan PlanAdaptivePool(AdaptiveAvgPool2d pool, LayerInput at) =>
        at.Gives(at.Shape("an output", at.Image().Channels, pool.Output.Height, pool.Output.Width));

    private LayerPlan PlanBlock(Block block, LayerInput at)
    {
        var layers = PlanSequence(block.Layers, LayerNames.Inside(at.Path), at.Input, at.From);
        return at.Holds(layers is [.., var last] ? last.Output : at.Input, [layers]);
    }

    private LayerPlan PlanResidual(Residual residual, LayerInput at)
    {
        var names = LayerNames.Inside(at.Path);
        var body = PlanSequence(residual.Body, names, at.Input, at.From);
        if (Stopped)
            return at.Holds(at.Input, [body, [], []]);
        var shortcut = PlanSequence(residual.Shortcut, names.ForUnnamed("shortcut"), at.Input, at.From);
        if (Stopped)
            return at.Holds(at.Input, [body, shortcut, []]);
        var (left, right) = (body[^1].Output, shortcut is [.., var last] ? last.Output : at.Input);
        at.Require(left.Equals(right), shortcut.IsEmpty
            ? $"cannot add its body's {left} to its input's {right}: add a shortcut, a 1×1 convolution with the body's channels and stride."
            : $"cannot add its body's {left} to its shortcut's {right}: give the shortcut the body's channels and stride.");
        ImmutableArray<LayerPlan> activation = residual.Activation is { } layer
            ? PlanSequence([layer], names.ForUnnamed("activation"), left, $"'{at.Path}'")
            : [];
        return at.Holds(activation is [var a] ? a.Output : left, [body, shortcut, activation]);
    }

    private LayerPlan PlanConcat(Concat concat, LayerInput at)
    {
        var names = LayerNames.Inside(at.Path);
        var branches = concat.Branches
            .Select((branch, i) => PlanLayer(new LayerInput(branch, names.PathOf(branch, i), at.Input, at.From)))
            .ToImmutableArray();
        if (Stopped)
            return at.Holds(at.Input, [.. branches.Select(b => ImmutableArray.Create(b))]);
        var first = branches[0];
        foreach (var branch in branches)
        {
            at.Require(branch.Output.IsImage, $"joins feature maps along their channels, but its branch '{branch.Path}' gives {branch.Output}.");
            at.Require(branch.Output.Height == first.Output.Height && branch.Output.Width == first.Output.Width,
                $"cannot join '{first.Path}' of {first.Output} with '{branch.Path}' of {branch.Output}: height and width must agree, so give both the same stride and padding.");
        }
        var output = at.Shape("an output", branches.Sum(b => (long)b.Output.Channels), first.Output.Height, first.Output.Width);
        return at.Holds(output, [.. branches.Select(b => ImmutableArray.Create(b))]);
    }
}
