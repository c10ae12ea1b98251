using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>The dashboard as a user starts it: a process of its own, on a free port, with a folder of its own.</summary>
internal sealed partial class DashboardProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private DashboardProcess(Process process, DirectoryInfo folder) => (_process, _folder) = (process, folder);

    /// <summary>Where it listens, as it printed it, without a token.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The token it printed, or null.</summary>
    public string? Token { get; private set; }

    /// <summary>The number of its process.</summary>
    public int Id => _process.Id;

    /// <summary>Decodes images for pages without a server: one process for all tests.</summary>
    public static PictureProcess Pictures { get; } = new(new RunHost("dotnet", Program), TimeProvider.System);

    /// <summary>The folder of its program.</summary>
    public static string Place => Path.GetDirectoryName(Program)!;

    /// <summary>Where it keeps everything of the user's.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Where it keeps the user's networks.</summary>
    public string Networks => Path.Combine(_folder.FullName, "networks");

    public static async Task<DashboardProcess> StartAsync(string urls = "http://127.0.0.1:0", params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("mlnetcnn-dashboard-");
        var dashboard = new DashboardProcess(Run(folder, ["--urls", urls, .. arguments]), folder);
        try
        {
            await dashboard.ReadAddressAsync();
            return dashboard;
        }
        catch
        {
            await dashboard.DisposeAsync(); // No process is left behind by a test that fails.
            throw;
        }
    }

    /// <summary>Runs it until it ends by itself.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunToEndAsync(params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("mlnetcnn-dashboard-");
        await using var dashboard = new DashboardProcess(Run(folder, arguments), folder);
        using var patience = new CancellationTokenSource(Patience);
        var (output, errors) = (dashboard._process.StandardOutput.ReadToEndAsync(patience.Token), dashboard._process.StandardError.ReadToEndAsync(patience.Token));
        await dashboard._process.WaitForExitAsync(patience.Token);
        return (dashboard._process.ExitCode, await output, await errors);
    }

    /// <summary>The next line with this text that it writes after its addresses.</summary>
    public Task<string> ReadLineAsync(string text) => ReadLineAsync(_process.StandardOutput, text);

    /// <summary>The next line with this text on its standard error.</summary>
    public Task<string> ReadErrorLineAsync(string text) => ReadLineAsync(_process.StandardError, text);

    private static async Task<string> ReadLineAsync(StreamReader reader, string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }
        throw new InvalidOperationException($"The dashboard did not write '{text}'.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task ReadAddressAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (AddressLine().Match(line) is not { Success: true } match)
                continue;
            // Whatever it listens on, this machine reaches it by loopback.
            Address = new UriBuilder(match.Groups[1].Value.Replace("[::]", "127.0.0.1").Replace("0.0.0.0", "127.0.0.1")).Uri;
            Token = match.Groups[2].Success ? Uri.UnescapeDataString(match.Groups[2].Value) : null;
            return;
        }
        throw new InvalidOperationException($"The dashboard did not start: {await _process.StandardError.ReadToEndAsync(patience.Token)}");
    }

    private static string Program => Path.GetFullPath(
        typeof(DashboardProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Dashboard").Value!);

    private static Process Run(DirectoryInfo folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
        };
        start.Environment["MLNETCNN_NETWORKS"] = Path.Combine(folder.FullName, "networks");
        start.Environment["MLNETCNN_STORE"] = Path.Combine(folder.FullName, "runs.db");
        start.Environment["MLNETCNN_DATA"] = Path.Combine(folder.FullName, "data");
        foreach (var name in new[] { "MLNETCNN_TOKEN", "MLNETCNN_NO_TOKEN", "MLNETCNN_HOSTS", "MLNETCNN_ARTIFACTS", "MLNETCNN_SLOTS", "ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT" })
            start.Environment.Remove(name);
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"^The dashboard is at (http\S+?)(?:/\?token=(\S+))?$")]
    private static partial Regex AddressLine();
}
