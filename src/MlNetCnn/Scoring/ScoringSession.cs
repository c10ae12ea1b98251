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
        var wanted = ScoringDevice.Parse(options.Device);
        try
        {
            if (wanted.Gpu is { } gpu && TryOpen(onnx, options, gpu, wanted.IsWish) is { } accelerated)
            {
                device = wanted.ToString();
                return accelerated;
            }
            using var cpu = Settings(options);
            device = "cpu";
            return new InferenceSession(onnx, cpu);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            throw new InvalidOperationException(
                "ONNX Runtime's native library is not there: add the package Microsoft.ML.OnnxRuntime (or its .Gpu) to the app.", e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"{source} cannot be run: ONNX Runtime says '{e.Message.Trim()}'.", e);
        }
    }

    /// <summary>Null where there is no such GPU and it was only a wish.</summary>
    private static InferenceSession? TryOpen(byte[] onnx, ScoringOptions options, int gpu, bool isWish)
    {
        // The CPU package of Linux and macOS lacks the very function that would ask for CUDA.
        var providers = OrtEnv.Instance().GetAvailableProviders();
        if (!providers.Contains(Cuda))
            return isWish ? null : throw new InvalidOperationException(
                $"The device 'cuda:{gpu}' cannot be used: this app's ONNX Runtime has no CUDA, only {string.Join(", ", providers)}. "
                + "Replace the package Microsoft.ML.OnnxRuntime by Microsoft.ML.OnnxRuntime.Gpu, or use the device auto or cpu.");
        try
        {
            using var settings = Settings(options);
            settings.AppendExecutionProvider_CUDA(gpu);
            return new InferenceSession(onnx, settings);
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException)
        {
            return isWish ? null : throw new InvalidOperationException(
                $"The device 'cuda:{gpu}' cannot be used: ONNX Runtime says '{e.Message.Trim()}'. "
                + "Check the driver, CUDA and cuDNN, or use the device auto or cpu.",
                e);
        }
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
