using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>The worker of the dashboard's process.</summary>
internal sealed partial class WorkerService(RunStore store, RunQueue queue, DashboardOptions options, RunHost host, ILogger<WorkerService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Counting GPUs starts a process that loads drivers: do not delay startup.
        await Task.Yield();
        if (options.Slots == 0)
            return;
        using var worker = new RunWorker(store, queue, new() { Slots = options.Slots, Gpus = GpuCount.Here(host), Host = host, Log = new Reporter<string>(line => LogLine(logger, line)) });
        try
        {
            await worker.RunAsync(stoppingToken);
        }
#pragma warning disable CA1031 // A worker that fails must not take the pages along.
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(logger, e);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Line}")]
    private static partial void LogLine(ILogger logger, string line);

    [LoggerMessage(LogLevel.Error, "This process takes no more runs: start it again, or 'mlnetcnn worker' on the same store.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
