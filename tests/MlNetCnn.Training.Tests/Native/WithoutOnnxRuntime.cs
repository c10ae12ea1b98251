using System.Reflection;
using System.Runtime.Loader;

namespace MlNetCnn.Training.Tests;

/// <summary>This process once more, as if the app had no native ONNX Runtime.</summary>
internal sealed class WithoutOnnxRuntime() : AssemblyLoadContext(nameof(WithoutOnnxRuntime))
{
    protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name!.StartsWith("MlNetCnn", StringComparison.Ordinal) || assemblyName.Name == "Microsoft.ML.OnnxRuntime"
        ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, $"{assemblyName.Name}.dll"))
        : null;

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) => throw new DllNotFoundException(unmanagedDllName);
}
