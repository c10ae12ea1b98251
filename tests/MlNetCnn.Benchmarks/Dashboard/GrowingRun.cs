using MlNetCnn.Dashboard.Tests;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Benchmarks;

/// <summary>A run under way, as its worker writes it: once a second an epoch and moments of the next. Nothing is trained, so that nothing else takes the cores.</summary>
internal sealed class GrowingRun : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly LeasedRun _lease;
    private readonly MetricsFile _metrics;
    private readonly StepsFile _steps;
    private readonly List<EpochMetrics> _epochs;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private int _writes;

    private GrowingRun(LeasedRun lease, RunFolder folder, int epochs)
    {
        (_lease, _metrics, _steps) = (lease, new MetricsFile(folder.Metrics), new StepsFile(folder.Steps));
        _epochs = [.. Enumerable.Range(1, epochs).Select(Epoch)];
        _metrics.Write(_epochs);
        _work = WorkAsync();
    }

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
        var run = new GrowingRun(lease, store.FolderOf(lease.Run.Id).Begin(lease.Token, request), epochs);
        await lease.WriteAsync(new() { Environment = RunEnvironment.Here("cpu", 1), TotalEpochs = 2 * epochs, SoFar = EpochSummary.Of(run._epochs) }, CancellationToken.None);
        return run;
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
                var epoch = _epochs.Count + 1;
                _epochs.Add(Epoch(epoch));
                _metrics.Add(_epochs[^1]);
                for (var part = 1; part <= 5; part++)
                    _steps.Add(new StepMetrics(epoch + 1, part * 600, 6000, Loss(epoch), 0.9, 5000));
                await _lease.WriteAsync(new() { SoFar = EpochSummary.Of(_epochs) }, _stop.Token);
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
