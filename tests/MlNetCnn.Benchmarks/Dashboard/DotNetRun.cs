using System.Diagnostics;
using System.Reflection;

namespace MlNetCnn.Benchmarks;

/// <summary>The dashboard as the README starts it, with a store of its own.</summary>
internal sealed class DotNetRun : IDisposable
{
    private const string Says = "The dashboard is at ";

    private readonly Process _process;
    private readonly TemporaryCache _folder;

    private DotNetRun(Process process, TemporaryCache folder, Uri address) => (_process, _folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>Starts it and waits until it says where it listens.</summary>
    public static async Task<DotNetRun> StartAsync()
    {
        var folder = new TemporaryCache();
        var project = typeof(DotNetRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "DashboardProject").Value!;
        var process = Process.Start(new ProcessStartInfo("dotnet",
            ["run", "-c", "Release", "--project", project, "--", "--urls", "http://127.0.0.1:0", "--store", Path.Combine(folder.Path, "runs.db"), "--data", Path.Combine(folder.Path, "data")])
        {
            RedirectStandardOutput = true,
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Says, StringComparison.Ordinal))
                return new(process, folder, new Uri(line[Says.Length..]));
        }
        throw new InvalidOperationException("The dashboard did not start.");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }
}
