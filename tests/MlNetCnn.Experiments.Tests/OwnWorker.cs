using System.Collections.Concurrent;

namespace MlNetCnn.Experiments.Tests;

/// <summary>A worker in the test's process, its runs processes of the real command.</summary>
internal sealed class OwnWorker : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly RunWorker _worker;
    private readonly Task _work;

    public OwnWorker(RunStore store, RunQueue queue, int slots = 1, RunHost? host = null)
    {
        _worker = new RunWorker(store, queue, new WorkerOptions { Host = host ?? Hosts.Command, CheckpointMinutes = 0.002, Slots = slots, Threads = 1, Log = new Lines(Log) });
        _work = _worker.RunAsync(_stop.Token);
    }

    public ConcurrentQueue<string> Log { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.WaitAsync(Hosts.Patience);
        _worker.Dispose();
        _stop.Dispose();
    }

    private sealed class Lines(ConcurrentQueue<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Enqueue(value);
    }
}
