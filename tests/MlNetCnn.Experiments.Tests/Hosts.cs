using System.Diagnostics;

namespace MlNetCnn.Experiments.Tests;

/// <summary>The real command as the host of workers and runs, and waiting for what they do.</summary>
internal static class Hosts
{
    /// <summary>How long anything may take, on the slowest machine; who waits longer fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>What starts runs from within the test's process.</summary>
    public static RunHost Command { get; } = new(DotNet, Path.Combine(AppContext.BaseDirectory, "MlNetCnn.Cli.dll"));

    /// <summary>A worker as a process of its own, with a lease of two seconds.</summary>
    public static Process StartWorker(StoreLocation location)
    {
        var start = new ProcessStartInfo(Command.FileName,
        [
            .. Command.Arguments, "worker", "--store", location.File ?? location.ConnectionString, "--artifacts", location.Artifacts, "--lease", "2",
            "--checkpoint-minutes", "0.002",
        ])
        {
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }

    public static void Signal(string signal, Process process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        Assert.True(kill.WaitForExit(Patience), "kill did not end.");
        Assert.Equal(0, kill.ExitCode);
    }

    public static async Task KillAsync(Process process)
    {
        process.Kill();
        await EndAsync(process);
        process.Dispose();
    }

    /// <summary>Waits for a process to end, and ends it where it does not.</summary>
    public static async Task EndAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The process {process.Id} did not end within {Patience}.");
        }
    }

    /// <summary>Waits until a run is as it should be.</summary>
    public static async Task<Run> UntilAsync(this RunStore store, string id, Func<Run, bool> isSo)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var run = await store.GetAsync(id);
            if (isSo(run))
                return run;
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"The run is {run.State} in epoch {run.Epoch} after {run.Attempts} attempts: {run.Sentence}");
            await Task.Delay(50);
        }
    }

    public static async Task UntilAsync(Func<bool> isSo)
    {
        var start = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "It did not come to pass.");
            await Task.Delay(50);
        }
    }
}
