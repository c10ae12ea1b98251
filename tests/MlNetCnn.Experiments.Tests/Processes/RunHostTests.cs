using System.Reflection;

namespace MlNetCnn.Experiments.Tests;

public class RunHostTests
{
    [Fact]
    public void Own_OfATestHost_StartsItsOwnProgram()
    {
        var host = RunHost.Own;

        Assert.Contains(Assembly.GetEntryAssembly()!.GetName().Name!, $"{host.FileName} {string.Join(' ', host.Arguments)}", StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Start_WithVariables_GivesThemToTheProcess()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no sh.");
        var host = new RunHost("sh", "-c", "echo $MLNETCNN_DATA") { Variables = new Dictionary<string, string> { ["MLNETCNN_DATA"] = "/data" } };

        using var process = host.Start(threads: 0, managedBytes: 0);

        Assert.Equal("/data", process.StandardOutput.ReadLine());
    }

    [Fact]
    public void Of_AnotherProgram_RunsItWithTheAssembliesOfTheProcess()
    {
        var other = typeof(RunHost).Assembly;

        var host = RunHost.Of(other);

        Assert.Equal("dotnet", Path.GetFileNameWithoutExtension(host.FileName));
        Assert.Equal("exec", host.Arguments[0]);
        Assert.Equal(other.Location, host.Arguments[^1]);
        Assert.All(host.Arguments.Where(a => a.EndsWith(".json", StringComparison.Ordinal)), file => Assert.True(File.Exists(file), file));
    }
}
