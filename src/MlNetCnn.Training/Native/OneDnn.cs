using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>
/// oneDNN, which computes libtorch's convolutions on a CPU. Its version 3.7.1, in libtorch 2.10, reads memory that nobody wrote where it pads channels, on an AMD EPYC of
/// family 26 in a virtual machine that hides caches and cores from CPUID (found here; no upstream issue is known): results and gradients are then wrong, and NaN at random.
/// </summary>
internal static class OneDnn
{
    // oneDNN pads channels to a multiple of this.
    private const int Block = 16;

    private const string OneDnnSwitch = "_ZN2at7Context20setUserEnabledMkldnnEb", NnpackSwitch = "_ZN2at7Context20setUserEnabledNNPACKEb";

    private const int Rounds = 4;

    // An error in the last digits is none.
    private const double Tolerance = 1e-3;

    private static readonly Lazy<bool> IsOff = new(() => OperatingSystem.IsLinux() && TurnOffIfWrong());

    /// <summary>As <see cref="AvoidIfWrong()"/>, where the network has convolutions that oneDNN may compute wrongly.</summary>
    public static void AvoidIfWrong(NetworkPlan plan)
    {
        var first = plan.Steps.FirstOrDefault(step => step.OwnParameters > 0);
        if (plan.Steps.Any(step => IsPadded(step, needsInputGradient: step != first)))
            AvoidIfWrong();
    }

    /// <summary>Lets libtorch compute convolutions without oneDNN in this process from now on, a third as fast, where oneDNN is found to compute some wrongly.</summary>
    public static void AvoidIfWrong() => _ = IsOff.Value;

    // Wrong are the output where more than one block of input channels is padded, and the input's gradient where output channels are.
    private static bool IsPadded(LayerPlan plan, bool needsInputGradient)
    {
        return plan.Layer switch
        {
            Conv2d conv => (needsInputGradient && IsPartial(plan.Output, conv.Groups)) || (IsPartial(plan.Input, conv.Groups) && (plan.Input.Channels > Block || conv.Groups > 1)),
            ConvTranspose2d conv => IsPartial(plan.Input, conv.Groups) || IsPartial(plan.Output, conv.Groups),
            _ => false,
        };

        static bool IsPartial(TensorShape shape, int groups) => shape.Channels / groups % Block != 0;
    }

    private static bool TurnOffIfWrong()
    {
        // NNPACK, which stands in for oneDNN, cannot start on such a machine and complains of it at each convolution.
        Enable(NnpackSwitch, false);
        var isWrong = Enumerable.Range(0, Rounds).Any(_ => IsGradientWrong());
        Enable(isWrong ? OneDnnSwitch : NnpackSwitch, !isWrong);
        return isWrong;
    }

    private static bool IsGradientWrong()
    {
        using var scope = NewDisposeScope();
        using var grad = enable_grad();
        // What oneDNN pads lies where these NaNs were.
        using (var left = zeros([Block * Block * 28 * 28]))
            left.div_(left);
        var (wanted, found) = (Gradient(ScalarType.Float64), Gradient(ScalarType.Float32));
        return !(found.sub(wanted).abs().max().item<double>() <= Tolerance * wanted.abs().max().item<double>());

        // oneDNN has no convolution of doubles.
        static Tensor Gradient(ScalarType type)
        {
            var images = linspace(0, 1, 16 * 28 * 28, dtype: ScalarType.Float32).view(16, 1, 28, 28).to(type).requires_grad_();
            var weights = linspace(-0.5, 0.5, 6 * 5 * 5, dtype: ScalarType.Float32).view(6, 1, 5, 5).to(type);
            var output = nn.functional.conv2d(images, weights, null, strides: [1, 1], padding: [2, 2]);
            output.backward([linspace(0, 1, output.numel(), dtype: ScalarType.Float32).view(output.shape).to(type)]);
            return images.grad!.to(ScalarType.Float64);
        }
    }

    // TorchSharp has no torch.backends.mkldnn.enabled.
    private static unsafe void Enable(string which, bool value)
    {
        var library = NativeLibrary.Load("torch_cpu", typeof(torch).Assembly, null);
        var context = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "_ZN2at13globalContextEv");
        var set = (delegate* unmanaged<nint, byte, void>)NativeLibrary.GetExport(library, which);
        set(context(), value ? (byte)1 : (byte)0);
    }
}
