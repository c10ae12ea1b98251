namespace MlNetCnn.Training.Tests;

/// <summary>TorchSharp's native library for Linux as the tests' output folder has it.</summary>
internal static class ShippedBinding
{
    public static byte[] Read()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The adaptation is for Linux only.");
        var path = NativeFolders.Find(NativeFolders.OfProcess(), "libLibTorchSharp.so");
        Assert.NotNull(path);
        return File.ReadAllBytes(path);
    }
}
