using System.Diagnostics;
using System.Text.Json;

namespace MlNetCnn.Training.Tests;

/// <summary>Which native packages an executable asks for. The projects are only evaluated: no package has to be there.</summary>
public sealed class AcceleratorChoiceTests
{
    [Theory]
    [InlineData("linux", "libtorch-cpu-linux-x64", "0.107.0", "2.10.0")]
    [InlineData("windows", "libtorch-cpu-win-x64", "0.105.1", "2.7.1")]
    [InlineData("macos", "libtorch-cpu-osx-arm64", "0.107.0", "2.10.0")]
    public async Task Evaluation_Default_NamesTheCpuPackagesOnly(string platform, string libtorch, string torchSharp, string version)
    {
        var (packages, versions) = await Evaluate($"-p:NativesPlatform={platform}");

        Assert.Equal([libtorch, "Microsoft.ML.OnnxRuntime"], Natives(packages));
        Assert.Equal(version, versions[libtorch]);
        Assert.Equal(torchSharp, versions["TorchSharp"]);
    }

    [Theory]
    [InlineData("-p:NativesPlatform=linux", "TorchSharp-cuda-linux", "0.107.0")]
    [InlineData("-p:RuntimeIdentifier=linux-x64", "TorchSharp-cuda-linux", "0.107.0")]
    [InlineData("-p:NativesPlatform=windows", "TorchSharp-cuda-windows", "0.105.1")]
    [InlineData("-p:RuntimeIdentifier=win-x64", "TorchSharp-cuda-windows", "0.105.1")]
    public async Task Evaluation_Cuda_NamesTheGpuPackagesOnly(string platform, string cuda, string torchSharp)
    {
        var (packages, versions) = await Evaluate("-p:Accelerator=cuda", platform);

        Assert.Equal(["Microsoft.ML.OnnxRuntime.Gpu", cuda], Natives(packages));
        // The GPU package brings the libtorch of its own version, so both have to be one version.
        Assert.Equal(torchSharp, versions[cuda]);
        Assert.Equal(torchSharp, versions["TorchSharp"]);
        // Both have to be for CUDA 12: TorchSharp's packages are, and ONNX Runtime's were up to this release.
        Assert.Equal("1.26.0", versions["Microsoft.ML.OnnxRuntime.Gpu"]);
        Assert.Equal("1.26.0", versions["Microsoft.ML.OnnxRuntime.Managed"]);
    }

    [Fact]
    public async Task Evaluation_CudaWithAnotherOnnxRuntime_TakesThatOne()
    {
        var (_, versions) = await Evaluate("-p:Accelerator=cuda", "-p:NativesPlatform=linux", "-p:OnnxRuntimeVersion=1.31.1");

        Assert.Equal(("1.31.1", "1.31.1"), (versions["Microsoft.ML.OnnxRuntime.Gpu"], versions["Microsoft.ML.OnnxRuntime.Managed"]));
    }

    [Fact]
    public async Task Evaluation_CudaWithoutLibTorch_TakesTheOnnxRuntimeForCuda13()
    {
        var (packages, versions) = await Evaluate(["-p:Accelerator=cuda", "-p:NativesPlatform=linux"], "tests", "gpu", "MlNetCnn.GpuProof.csproj");

        Assert.Equal(["Microsoft.ML.OnnxRuntime.Gpu"], Natives(packages));
        Assert.Equal(("1.31.0", "1.31.0"), (versions["Microsoft.ML.OnnxRuntime.Gpu"], versions["Microsoft.ML.OnnxRuntime.Managed"]));
    }

    private static IEnumerable<string> Natives(IReadOnlyList<string> packages) =>
        packages.Where(name => name.Contains("torch", StringComparison.OrdinalIgnoreCase) || name.Contains("OnnxRuntime", StringComparison.Ordinal))
            .Order(StringComparer.OrdinalIgnoreCase);

    private static Task<(IReadOnlyList<string> Packages, IReadOnlyDictionary<string, string> Versions)> Evaluate(params string[] properties) =>
        Evaluate(properties, "src", "MlNetCnn.Cli", "MlNetCnn.Cli.csproj");

    private static async Task<(IReadOnlyList<string> Packages, IReadOnlyDictionary<string, string> Versions)> Evaluate(string[] properties, params string[] path)
    {
        var project = Path.Combine([RepositoryRoot(), .. path]);
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-getItem:PackageReference,PackageVersion", .. properties])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The test host's own choices of MSBuild and SDK are not this evaluation's.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await errors);

        using var json = JsonDocument.Parse(output);
        var items = json.RootElement.GetProperty("Items");
        return ([.. items.GetProperty("PackageReference").EnumerateArray().Select(Identity)],
            items.GetProperty("PackageVersion").EnumerateArray().ToDictionary(Identity, item => item.GetProperty("Version").GetString()!));
    }

    private static string Identity(JsonElement item) => item.GetProperty("Identity").GetString()!;

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MlNetCnn.sln")))
            folder = folder.Parent;
        Assert.NotNull(folder);
        return folder.FullName;
    }
}
