using Microsoft.ML.OnnxRuntime;

namespace MlNetCnn;

/// <summary>Opens ONNX Runtime on a graph, on the device that was asked for.</summary>
internal static class ScoringSession
{
    private const string Cuda = "CUDAExecutionProvider";

    /// <param name="onnx">The graph.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="source">What errors call the graph.</param>
    /// <param name="device">The device that was taken: <c>cpu</c> or <c>cuda:N</c>.</param>
    /// <exception cref="InvalidDataException">ONNX Runtime refuses the graph.</exception>
    /// <exception cref="InvalidOperationException">The device cannot be used, or the app brings no native ONNX Runtime.</exception>
    public static InferenceSession Open(byte[] onnx, ScoringOptions options, string source, out string device)
    {
        var wanted = DeviceRequest.Parse(options.Device);
        var runtime = NativeRuntime.Require();
        try
        {
            if (wanted.TakesGpu && TryOpen(runtime, onnx, options, wanted) is var (accelerated, gpu))
            {
                device = $"{DeviceRequest.Cuda}:{gpu}";
                return accelerated;
            }
            using var cpu = Settings(options);
            device = DeviceRequest.Cpu;
            return new InferenceSession(onnx, cpu);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"{source} cannot be run: ONNX Runtime says '{OnnxRuntimeWords.Of(e.Message)}'.", e);
        }
    }

    /// <summary>On the GPU that is meant, or the freest that can be used; null where there is none and the CPU will do.</summary>
    private static (InferenceSession Session, int Gpu)? TryOpen(OrtEnv runtime, byte[] onnx, ScoringOptions options, DeviceRequest wanted)
    {
        // The CPU package of Linux and macOS lacks the very function that would ask for CUDA.
        var providers = runtime.GetAvailableProviders();
        if (!providers.Contains(Cuda))
            return wanted.TakesCpu ? null : throw new InvalidOperationException(
                $"The device '{wanted}' cannot be used: this app's ONNX Runtime has no CUDA, only {string.Join(", ", providers)}. "
                + "Replace the package Microsoft.ML.OnnxRuntime by Microsoft.ML.OnnxRuntime.Gpu, or use the device auto or cpu.");
        int[] candidates = [];
        string? problem = null;
        if (wanted.Index is { } one)
            candidates = [one];
        else
        {
            var driver = NvidiaDriver.Find();
            (candidates, problem) = ([.. driver.Freest.Select(g => g.Index)], driver.Problem);
        }
        Exception? failure = null;
        foreach (var gpu in candidates)
        {
            try
            {
                using var settings = Settings(options);
                settings.AppendExecutionProvider_CUDA(gpu);
                return (new InferenceSession(onnx, settings), gpu);
            }
            catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException)
            {
                failure ??= e;
            }
        }
        if (wanted.TakesCpu)
            return null;
        problem ??= $"ONNX Runtime says '{OnnxRuntimeWords.Of(failure?.Message ?? "")}'. Check the driver, CUDA and cuDNN";
        throw new InvalidOperationException($"The device '{wanted}' cannot be used: {problem}, or use the device auto or cpu.", failure);
    }

    private static SessionOptions Settings(ScoringOptions options) => new()
    {
        GraphOptimizationLevel = options.Optimization switch
        {
            GraphOptimization.None => GraphOptimizationLevel.ORT_DISABLE_ALL,
            GraphOptimization.Basic => GraphOptimizationLevel.ORT_ENABLE_BASIC,
            GraphOptimization.Extended => GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
            _ => GraphOptimizationLevel.ORT_ENABLE_ALL,
        },
        IntraOpNumThreads = options.Threads,
        // It would print what its exceptions say as well, and warnings about the graphs of others.
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
    };
}
