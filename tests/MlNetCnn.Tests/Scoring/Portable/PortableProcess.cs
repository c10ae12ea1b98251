using System.Diagnostics;
using System.Reflection;

namespace MlNetCnn.Tests;

/// <summary>An app that was built along with the tests, run in a process of its own.</summary>
/// <param name="key">Under which its path is in the assembly's metadata.</param>
internal sealed class PortableProcess(string key)
{
    private readonly string _app = System.IO.Path.GetFullPath(
        typeof(PortableProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!);

    public string Path => _app;

    public string Folder => System.IO.Path.GetDirectoryName(_app)!;

    /// <summary>What it writes to its standard output.</summary>
    public string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [_app, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }
}
