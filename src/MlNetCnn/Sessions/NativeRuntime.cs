using Microsoft.ML.OnnxRuntime;

namespace MlNetCnn;

/// <summary>ONNX Runtime's native library, which the app brings along.</summary>
internal static class NativeRuntime
{
    /// <exception cref="InvalidOperationException">The app does not bring it.</exception>
    public static OrtEnv Require()
    {
        try
        {
            return OrtEnv.Instance();
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            throw new InvalidOperationException(
                "ONNX Runtime's native library is not there: add the package Microsoft.ML.OnnxRuntime (or its .Gpu) to the app.", e);
        }
    }
}
