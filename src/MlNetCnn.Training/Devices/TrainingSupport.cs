using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Whether libtorch trains on a device, and if not, why.</summary>
internal static class TrainingSupport
{
    // libtorch's CUDA packages are built with CUDA 12, which runs on every driver that knows CUDA 12.
    private static readonly Version LeastCuda = new(12, 0);
    private const string LeastDriver = "525";

    /// <summary>Whether the app brings libtorch with CUDA.</summary>
    public static bool HasCuda =>
        NativeFolders.Find(NativeFolders.OfProcess(), OperatingSystem.IsWindows() ? "torch_cuda.dll" : "libtorch_cuda.so") is not null;

    /// <summary>The threads that training computes with on the CPU where nothing else is asked for, once libtorch is loaded.</summary>
    public static int Threads => get_num_threads();

    /// <summary>Why nothing can be trained here at all, as a sentence, or null.</summary>
    public static string? WhyNot()
    {
        try
        {
            LibTorch.EnsureLoaded();
            return null;
        }
        catch (LibTorchException e)
        {
            return e.Message;
        }
    }

    /// <summary>Why a GPU cannot be trained on, as half a sentence, or null. Computes something on it.</summary>
    public static string? WhyNot(Gpu gpu, NvidiaDriver driver) =>
        WhyNot() ?? (cuda.is_available() && gpu.Index < cuda.device_count() ? WhyItFails(gpu.Index, gpu.Capability) : WhyUnseen(driver, HasCuda));

    /// <summary>Why libtorch sees no GPU, as half a sentence.</summary>
    /// <param name="driver">What the driver says.</param>
    /// <param name="hasCuda">Whether this libtorch has CUDA.</param>
    public static string WhyUnseen(NvidiaDriver driver, bool hasCuda)
    {
        if (driver.Problem is { } problem)
            return problem;
        if (!hasCuda)
            return "this app's libtorch is for the CPU only: build with -p:Accelerator=cuda";
        if (driver.Cuda < LeastCuda)
            return $"the NVIDIA driver {driver.Release} is too old: it runs CUDA {driver.Cuda} at most, but libtorch needs {LeastCuda}, so install {LeastDriver} or newer";
        return "libtorch does not see it";
    }

    /// <summary>Computes a convolution on a GPU that libtorch sees; gives why that fails, as half a sentence, or null.</summary>
    public static string? WhyItFails(int index, Version? capability)
    {
        try
        {
            using var scope = NewDisposeScope();
            using var noGradients = no_grad();
            var device = new Device(DeviceType.CUDA, index);
            var (image, kernel) = (ones([1, 1, 4, 4], device: device), ones([1, 1, 3, 3], device: device));
            _ = nn.functional.conv2d(image, kernel).sum().item<float>();
            return null;
        }
        catch (ExternalException e)
        {
            return Explain(e.Message, capability);
        }
    }

    /// <summary>What libtorch's message comes to.</summary>
    public static string Explain(string message, Version? capability)
    {
        if (message.Contains("no kernel image", StringComparison.Ordinal))
            return $"its compute capability {capability} is none that this libtorch was built for";
        if (message.Contains("out of memory", StringComparison.OrdinalIgnoreCase))
            return "its memory is taken by others";
        return $"libtorch says '{message.Split('\n')[0].Trim().TrimEnd('.')}'";
    }
}
