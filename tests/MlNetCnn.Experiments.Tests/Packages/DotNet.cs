using System.Diagnostics;
using System.Reflection;

namespace MlNetCnn.Experiments.Tests;

/// <summary>Calls the .NET command line.</summary>
internal static class DotNet
{
    private static readonly string Configuration = typeof(DotNet).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public static Process Start(string folder, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, WorkingDirectory = folder })!;

    /// <summary>Runs it to its end, at most five minutes.</summary>
    /// <returns>With what it wrote: its output, then its errors.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, output + await errors);
    }

    /// <summary>Packs a project of <c>src</c>, as it was built, into a folder.</summary>
    public static async Task PackAsync(string project, string feed)
    {
        var (exitCode, output) = await RunAsync(Repository.File("src", project), "pack", "--no-build", "-c", Configuration, "-o", feed, "-nologo", "-v:q", "-nodeReuse:false");
        if (exitCode != 0)
            throw new InvalidOperationException($"{project} cannot be packed: {output}");
    }
}
