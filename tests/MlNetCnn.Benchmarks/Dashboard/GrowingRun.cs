using MlNetCnn.Dashboard.Tests;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Benchmarks;

/// <summary>A run under way, as its worker writes it: once a second an epoch and moments of the next. Nothing is trained, so that nothing else takes the cores.</summary>
internal sealed class GrowingRun : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly LeasedRun _lease;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private int _epoch, _writes;

    private GrowingRun(LeasedRun lease, int epochs) => (_lease, _epoch, _work) = (lease, epochs, WorkAsync());

    public string Id => _lease.Run.Id;

    /// <summary>How often it was written.</summary>
    public int Writes => _writes;

    /// <summary>Begins a run in a dashboard's store.</summary>
    /// <param name="dashboard">The dashboard.</param>
    /// <param name="epochs">The epochs that are over.</param>
    public static async Task<GrowingRun> BeginAsync(DashboardProcess dashboard, int epochs)
    {
        var store = await RunStore.OpenAsync(StoreLocation.Parse(Path.Combine(dashboard.Folder, "runs.db")));
        var request = new RunRequest { Architecture = Architectures.LeNet(), Data = DataSets.Bundled.Name };
        var lease = await new RunLeases(store, $"{WorkerName.Own}", TimeSpan.FromMinutes(5)).BeginAsync(store.NewRun(request, priority: 0, note: null), CancellationToken.None);
        var report = new RunReport { Environment = RunEnvironment.Here("cpu", 1), TotalEpochs = 2 * epochs };
        for (var epoch = 1; epoch <= epochs; epoch++)
            report.Epochs.Add(Epoch(epoch));
        await lease.WriteAsync(report, CancellationToken.None);
        return new GrowingRun(lease, epochs);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                var report = new RunReport();
                report.Add(Epoch(++_epoch));
                for (var part = 1; part <= 5; part++)
                    report.Add(new StepMetrics(_epoch + 1, part * 600, 6000, Loss(_epoch), 0.9, 5000));
                await _lease.WriteAsync(report, _stop.Token);
                _writes++;
            }
        }
        catch (OperationCanceledException)
        {
            // Measured.
        }
    }

    private static EpochMetrics Epoch(int epoch) => new(epoch, Loss(epoch), 1 - Loss(epoch) / 3, Loss(epoch) + 0.1, 0.9 - Loss(epoch) / 3, 0.001, 1, 6000, epoch % 50 == 0);

    // Falls, with the noise that curves have.
    private static double Loss(int epoch) => 2.3 * Math.Exp(-epoch / 500.0) + 0.1 + 0.02 * Math.Sin(epoch * 12.9898);
}
