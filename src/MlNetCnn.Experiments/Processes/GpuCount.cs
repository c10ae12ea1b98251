using System.Diagnostics;
using System.Globalization;

namespace MlNetCnn.Experiments;

internal static class GpuCount
{
    /// <summary>Number of GPUs that libtorch sees, counted in a child process so that the drivers are not loaded into this one.</summary>
    public static int Here(RunHost? host = null)
    {
        if (!NvidiaDriver.IsInstalled)
            return 0;
        host ??= RunHost.Own;
        using var process = Process.Start(new ProcessStartInfo(host.FileName, [.. host.Arguments, RunChild.Verb, RunChild.CountGpus])
        {
            RedirectStandardOutput = true,
        });
        var last = process!.StandardOutput.ReadToEnd().Trim().Split('\n')[^1];
        return int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
    }

    /// <summary>Runs in the child process.</summary>
    internal static int Find()
    {
        MlNetCnn.Training.LibTorch.EnsureLoaded();
        return TorchSharp.torch.cuda.is_available() ? TorchSharp.torch.cuda.device_count() : 0;
    }
}
