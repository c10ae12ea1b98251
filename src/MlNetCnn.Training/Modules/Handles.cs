using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>
/// Releases the managed handles of intermediate tensors as soon as the next one is there. Autograd keeps what backward needs; without
/// autograd the memory is free at once, so that evaluation holds two layers' activations and not all.
/// </summary>
internal static class Handles
{
    /// <summary>Runs modules one after another; the result is <paramref name="input"/> itself where there are none.</summary>
    public static Tensor Run(Module<Tensor, Tensor>[] modules, Tensor input)
    {
        var x = input;
        foreach (var module in modules)
            x = Next(x, module.call(x), keep: input);
        return x;
    }

    public static Tensor Next(Tensor previous, Tensor next, Tensor keep)
    {
        if (!ReferenceEquals(previous, next) && !ReferenceEquals(previous, keep))
            previous.Dispose();
        return next;
    }
}
