using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

/// <summary>
/// Runs an architecture's layers in TorchSharp, one by one on a real tensor and without any plan: channels and features are those of the
/// tensor that comes in. What does not fit, TorchSharp refuses.
/// </summary>
internal static class TorchVerdict
{
    /// <summary>The output for a batch of two, or null where TorchSharp refuses.</summary>
    public static long[]? Shape(Architecture architecture, TensorShape input, int classes)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        try
        {
            var output = Run(architecture.Layers, rand([2, .. input.Dimensions.Select(d => (long)d)]), classes);
            return output.shape;
        }
        catch (Exception e) when (e is System.Runtime.InteropServices.ExternalException or ArgumentException or RefusedException)
        {
            return null;
        }
    }

    private static Tensor Run(LayerList layers, Tensor x, int classes) => layers.Aggregate(x, (y, layer) => NotEmpty(Run(layer, y, classes)));

    private static Tensor Run(Layer layer, Tensor x, int classes)
    {
        switch (layer)
        {
            case Conv2d conv:
                // TorchSharp divides by the groups itself before libtorch sees them.
                // Deliberate difference: PyTorch cuts off rows where it would mirror or repeat a negative number of them.
                if (conv.Groups == 0 || conv.PaddingMode != PaddingMode.Zeros && (conv.Padding.Height < 0 || conv.Padding.Width < 0))
                    throw new RefusedException();
                return Eval(nn.Conv2d(
                    Channels(x), conv.OutChannels ?? classes, Pair(conv.Kernel), Pair(conv.Stride), Pair(conv.Padding), Pair(conv.Dilation),
                    Enum.Parse<TorchSharp.PaddingModes>(conv.PaddingMode.ToString()), conv.Groups, conv.Bias), x);
            case ConvTranspose2d conv:
                // Deliberate difference: PyTorch also takes an output padding below the dilation, which ONNX Runtime refuses.
                if (conv.Groups < 1 || conv.OutputPadding.Height >= conv.Stride.Height || conv.OutputPadding.Width >= conv.Stride.Width)
                    throw new RefusedException();
                // libtorch ends the process over some of these and where nothing is left of the output (2.10.0), so that is not tried.
                if (new[] { conv.Kernel, conv.Stride, conv.Dilation, new(conv.Padding.Height + 1, conv.Padding.Width + 1), new(conv.OutputPadding.Height + 1, conv.OutputPadding.Width + 1) }.Any(s => s.Height < 1 || s.Width < 1))
                    throw new RefusedException();
                if (x.dim() != 4 || Reach(x.shape[2], conv, s => s.Height) < 1 || Reach(x.shape[3], conv, s => s.Width) < 1)
                    throw new RefusedException();
                if (Channels(x) % conv.Groups != 0 || (conv.OutChannels ?? classes) % conv.Groups != 0)
                    throw new RefusedException();
                return nn.functional.conv_transpose2d(
                    x, rand([Channels(x), (conv.OutChannels ?? classes) / conv.Groups, conv.Kernel.Height, conv.Kernel.Width]), null, Sides(conv.Stride),
                    Sides(conv.Padding), Sides(conv.OutputPadding), Sides(conv.Dilation), conv.Groups);
            case Linear { PerPixel: true } linear:
                return Eval(nn.Linear(Channels(x), linear.OutFeatures ?? classes, linear.Bias), x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2);
            case Linear linear:
                // Deliberate difference: PyTorch applies it to the last dimension of feature maps, which is hardly ever meant.
                if (x.dim() != 2)
                    throw new RefusedException();
                return Eval(nn.Linear(x.shape[1], linear.OutFeatures ?? classes, linear.Bias), x);
            case BatchNorm2d norm:
                return Eval(nn.BatchNorm2d(Channels(x), norm.Epsilon, norm.Momentum), x);
            case LayerNorm2d norm:
                return nn.functional.layer_norm(x.permute(0, 2, 3, 1), [Channels(x)], eps: norm.Epsilon).permute(0, 3, 1, 2);
            case GroupNorm norm:
                return norm.Groups > 0 && x.dim() == 4 ? Eval(nn.GroupNorm(norm.Groups, Channels(x), norm.Epsilon), x) : throw new RefusedException();
            case ReLU6:
                return x.relu6();
            case PReLU prelu:
                return Eval(nn.PReLU(prelu.PerChannel ? Channels(x) : 1, prelu.InitialSlope), x);
            case ELU elu:
                return nn.functional.elu(x, elu.Alpha);
            case Hardswish:
                return nn.functional.hardswish(x);
            case Hardsigmoid:
                return nn.functional.hardsigmoid(x);
            case ReLU:
                return x.relu();
            case LeakyReLU leaky:
                return nn.functional.leaky_relu(x, leaky.NegativeSlope);
            case GELU:
                return nn.functional.gelu(x);
            case SiLU:
                return nn.functional.silu(x);
            case Sigmoid:
                return x.sigmoid();
            case Tanh:
                return x.tanh();
            case MaxPool2d { CeilMode: true, Dilation: not { Height: 1, Width: 1 } }:
                throw new RefusedException(); // Deliberate difference: ONNX Runtime cannot
            case MaxPool2d pool:
                return Eval(nn.MaxPool2d(Pair(pool.Kernel), Pair(pool.Stride ?? pool.Kernel), Pair(pool.Padding), Pair(pool.Dilation), pool.CeilMode), x);
            case AvgPool2d pool:
                return Eval(nn.AvgPool2d(Pair(pool.Kernel), Pair(pool.Stride ?? pool.Kernel), Pair(pool.Padding), count_include_pad: pool.CountIncludePad), x);
            case AdaptiveAvgPool2d pool:
                return Eval(nn.AdaptiveAvgPool2d(Pair(pool.Output)), x);
            case Upsample up:
                return x.dim() == 4
                    ? Eval(nn.Upsample(scale_factor: [up.Factor.Height, up.Factor.Width], mode: Enum.Parse<TorchSharp.torch.UpsampleMode>(up.Mode.ToString()), align_corners: up.Mode == UpsampleMode.Bilinear ? false : null), x)
                    : throw new RefusedException();
            case ChannelSlice slice:
                return x.dim() == 4 && slice.Start >= 0 ? x.narrow(1, slice.Start, slice.Count) : throw new RefusedException();
            case ChannelShuffle shuffle:
                return shuffle.Groups > 0 && x.dim() == 4 ? Eval(nn.ChannelShuffle(shuffle.Groups), x) : throw new RefusedException();
            case StochasticDepth:
                return x;
            case LayerScale:
                return x.dim() == 4 ? x : throw new RefusedException();
            case Scale scale:
                // Deliberate difference: PyTorch would also stretch the input to the factors, or take a vector for a row of pixels.
                var factors = NotEmpty(Run(scale.Body, x, classes));
                return factors.dim() == x.dim() && x.mul(factors) is var scaled && scaled.shape.SequenceEqual(x.shape) ? scaled : throw new RefusedException();
            case Flatten:
                return x.flatten(1);
            case Dropout dropout:
                return Eval(nn.Dropout(dropout.Probability), x);
            case Block block:
                return Run(block.Layers, x, classes);
            case Residual residual:
                return Sum(residual, x, classes);
            case Concat concat:
                var branches = concat.Branches.Select(b => NotEmpty(Run(b, x, classes))).ToArray();
                return cat(branches, 1);
            default:
                throw new NotSupportedException($"Teach this test the layer kind {layer.Kind}.");
        }
    }

    private static Tensor Sum(Residual residual, Tensor x, int classes)
    {
        var (left, right) = (Run(residual.Body, x, classes), Run(residual.Shortcut, x, classes));
        // Deliberate difference: PyTorch stretches sides of 1, which in a residual block is an error that still runs.
        if (!left.shape.SequenceEqual(right.shape))
            throw new RefusedException();
        var sum = left.add(right);
        return residual.Activation is { } activation ? NotEmpty(Run(activation, sum, classes)) : sum;
    }

    /// <summary>Deliberate difference: PyTorch computes with tensors of no elements, adaptive pooling to 0×0 for one.</summary>
    private static Tensor NotEmpty(Tensor x) => x.numel() > 0 ? x : throw new RefusedException();

    private static Tensor Eval(nn.Module<Tensor, Tensor> module, Tensor x)
    {
        using (module)
        {
            module.eval();
            return module.call(x);
        }
    }

    /// <summary>The channels of feature maps, [N, C, H, W]; a batch of vectors, [N, F], the layer itself refuses.</summary>
    private static long Channels(Tensor x) => x.dim() > 1 ? x.shape[1] : throw new RefusedException();

    private static long Reach(long size, ConvTranspose2d conv, Func<Size2d, long> side) =>
        (size - 1) * side(conv.Stride) - 2 * side(conv.Padding) + side(conv.Dilation) * (side(conv.Kernel) - 1) + side(conv.OutputPadding) + 1;

    private static long[] Sides(Size2d size) => [size.Height, size.Width];

    private static (long, long) Pair(Size2d size) => (size.Height, size.Width);

    private sealed class RefusedException : Exception;
}
