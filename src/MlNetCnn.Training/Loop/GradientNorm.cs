using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace MlNetCnn.Training;

/// <summary>The length of all gradients as one vector.</summary>
internal static class GradientNorm
{
    /// <summary>
    /// Shortens the gradients to this length where they are longer (Pascanu et al. 2012; as PyTorch's <c>clip_grad_norm_</c>); returns
    /// the length they had.
    /// </summary>
    public static double Clip(IReadOnlyList<Parameter> parameters, double? longest)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var gradients = parameters.Select(p => p.grad).OfType<Tensor>().ToArray();
        var norm = (double)stack(gradients.Select(g => g.norm())).norm().item<float>();
        if (norm > longest)
        {
            foreach (var gradient in gradients)
                gradient.Times_(longest.Value / norm);
        }
        return norm;
    }

    /// <summary>
    /// The same without fetching the length, for devices that would have to be waited for: the gradients are multiplied by 1 where they
    /// are short enough.
    /// </summary>
    /// <returns>The length they had, a single value on their device.</returns>
    public static Tensor ClipOnDevice(IReadOnlyList<Parameter> parameters, double? longest)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var gradients = parameters.Select(p => p.grad).OfType<Tensor>().ToArray();
        var norm = stack(gradients.Select(g => g.norm())).norm();
        if (longest is { } limit)
        {
            var share = norm.reciprocal().Times_(limit).Clamp_(0, 1);
            foreach (var gradient in gradients)
                gradient.mul_(share);
        }
        return norm.MoveToOuterDisposeScope();
    }
}
