using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MlNetCnn.Experiments.Tests;

/// <summary>A web app that was built, as a process of its own on a free port.</summary>
internal sealed partial class ServedApp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;

    private ServedApp(Process process) => _process = process;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    public static async Task<ServedApp> StartAsync(string folder, params string[] arguments)
    {
        var app = new ServedApp(DotNet.Start(folder, ["run", "--no-build", "--no-launch-profile", "--", "--urls", "http://127.0.0.1:0", "--environment", "Development", .. arguments]));
        using var patience = new CancellationTokenSource(Patience);
        while (await app._process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (ListeningLine().Match(line) is not { Success: true } match)
                continue;
            app.Address = new Uri(match.Groups[1].Value + "/");
            return app;
        }
        await app.DisposeAsync();
        throw new InvalidOperationException($"The app in {folder} did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex ListeningLine();
}
