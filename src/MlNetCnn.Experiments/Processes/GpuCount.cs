using System.Diagnostics;
using System.Globalization;

namespace MlNetCnn.Experiments;

/// <summary>Counts the GPUs that runs can use.</summary>
internal static class GpuCount
{
    /// <summary>
    /// The GPUs of this machine that libtorch sees. A process of its own looks, so that the drivers are not loaded into this one.
    /// </summary>
    /// <param name="host">The executable that runs are started with. Default: this process's own.</param>
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

    /// <summary>What that process does.</summary>
    internal static int Find()
    {
        MlNetCnn.Training.LibTorch.EnsureLoaded();
        return TorchSharp.torch.cuda.is_available() ? TorchSharp.torch.cuda.device_count() : 0;
    }
}
