using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MlNetCnn.Experiments.Tests;

/// <summary>The command as a newcomer installs it: from its packages, with a home of its own that is empty.</summary>
public sealed class InstalledTool : IAsyncLifetime
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-tool-").FullName;

    /// <summary>The names of the packages, without their version.</summary>
    public IEnumerable<string> Packages => Directory.EnumerateFiles(In("feed"), "*.nupkg").Select(f => Path.GetFileName(f).Split(".0.")[0]);

    public async Task InitializeAsync()
    {
        await DotNet.PackAsync("MlNetCnn.Cli", In("feed"));
        Directory.CreateDirectory(In("home"));
        // Nothing is asked of another source: the packages contain everything.
        File.WriteAllText(In("nuget.config"), "<configuration><packageSources><clear /><add key=\"packed\" value=\"feed\" /></packageSources></configuration>");
        await RunAsync("dotnet", "tool", "install", "MlNetCnn.Cli", "--tool-path", In("tools"), "--configfile", In("nuget.config"));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A path in the folder that programs are started in.</summary>
    public string In(params string[] parts) => Path.Combine([_folder, .. parts]);

    /// <summary>Starts a program that finds the installed command.</summary>
    public Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program == "mlnetcnn" ? In("tools", program) : program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("MLNETCNN_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["HOME"] = start.Environment["DOTNET_CLI_HOME"] = In("home");
        // The runtime is at shared/Microsoft.NETCore.App/10.0.0 in it.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        start.Environment["PATH"] = $"{In("tools")}{Path.PathSeparator}{start.Environment["PATH"]}";
        return Process.Start(start)!;
    }

    /// <summary>Runs a program to its end and returns what it printed; fails where the program does.</summary>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        using var patience = new CancellationTokenSource(Patience);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {await output}{await errors}");
    }
}
