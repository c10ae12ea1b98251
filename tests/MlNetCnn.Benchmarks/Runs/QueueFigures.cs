using System.Diagnostics;
using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Benchmarks;

/// <summary>What the queue costs a run, and how many runs workers do in an hour: LeNet on the bundled images, each run a process of its own.</summary>
internal static class QueueFigures
{
    private const int Epochs = 15;
    private const int Runs = 8;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    public static async Task<FinishedRun> WriteAsync(string folder, TextWriter output)
    {
        var finished = await CostAsync(folder, output);
        foreach (var (workers, threads) in new[] { (1, 2), (1, 1), (2, 1) })
        {
            var rate = await RateAsync(folder, workers, threads);
            Write(output, $"| runs an hour, {Epochs} epochs each, {workers} workers with {threads} threads | {rate:n0} |");
        }
        return finished;
    }

    private static async Task<FinishedRun> CostAsync(string folder, TextWriter output)
    {
        var (store, queue) = await OpenAsync(folder, "cost");
        var run = await queue.AddAsync(Request(threads: 2, seed: 1));
        using var stop = new CancellationTokenSource();
        using var worker = NewWorker(store, queue);
        var work = worker.RunAsync(stop.Token);

        // From the end of the second epoch to the end of the last, when the process is warm and does nothing but train.
        var (first, beganAt, cpu) = (0, 0L, TimeSpan.Zero);
        var (last, endedAt, spent) = (0, 0L, TimeSpan.Zero);
        while (!(await IsOverAsync(store, run.Id, last)))
        {
            if (Lines(store.FolderOf(run.Id).Newest.Metrics) is >= 2 and var epochs && epochs != last)
            {
                (last, endedAt, spent) = (epochs, Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
                if (first == 0)
                    (first, beganAt, cpu) = (last, endedAt, spent);
            }
            await Task.Delay(LookInterval);
        }
        await stop.CancelAsync();
        await work;

        var finished = new FinishedRun(await store.GetAsync(run.Id), await store.EpochsAsync(run.Id));
        var count = last - first;
        var wall = Stopwatch.GetElapsedTime(beganAt, endedAt).TotalMilliseconds / count;
        var training = finished.Epochs.Where(e => e.Epoch > first && e.Epoch <= last).Average(e => e.Seconds) * 1000;
        var queued = (spent - cpu).TotalMilliseconds / count;
        Write(output, $"| LeNet, an epoch of the bundled images | {training:n0} ms |");
        Write(output, $"| between epochs: metrics, checkpoint, messages | {wall - training:n1} ms an epoch, {(wall - training) / training:p2} |");
        Write(output, $"| processor time of the worker's process: queue, lease, store | {queued:n1} ms an epoch, {queued / training:p2} |");
        return finished;
    }

    private static async Task<double> RateAsync(string folder, int workers, int threads)
    {
        var (store, queue) = await OpenAsync(folder, $"rate-{workers}-{threads}");
        for (var i = 0; i < Runs; i++)
            await queue.AddAsync(Request(threads, seed: i + 1));
        using var stop = new CancellationTokenSource();
        var begin = Stopwatch.GetTimestamp();
        var each = Enumerable.Range(0, workers).Select(_ => NewWorker(store, queue)).ToArray();
        var work = Task.WhenAll(each.Select(w => w.RunAsync(stop.Token)));
        while ((await store.ListAsync(new RunFilter { State = RunState.Succeeded })).Count < Runs)
            await Task.Delay(LookInterval);
        var hours = Stopwatch.GetElapsedTime(begin).TotalHours;
        await stop.CancelAsync();
        await work;
        foreach (var worker in each)
            worker.Dispose();
        return Runs / hours;
    }

    private static async Task<(RunStore, RunQueue)> OpenAsync(string folder, string name)
    {
        var store = await RunStore.OpenAsync(StoreLocation.Parse(Path.Combine(folder, name, "runs.db")));
        return (store, new RunQueue(store));
    }

    private static RunWorker NewWorker(RunStore store, RunQueue queue) =>
        new(store, queue, new WorkerOptions { Host = new RunHost("dotnet", BuiltPath.Of("Command")) });

    private static RunRequest Request(int threads, int seed) =>
        new RunRequest { Architecture = Architectures.LeNet(), Data = BuiltPath.Of("BundledImages"), Tags = ["figure"] }.With(new Dictionary<string, string>
        {
            ["epochs"] = $"{Epochs}",
            ["threads"] = $"{threads}",
            ["seed"] = $"{seed}",
            ["device"] = "cpu",
        });

    // The store is asked only near the end: asking is work too, and would count.
    private static async Task<bool> IsOverAsync(RunStore store, string id, int epochs) => epochs >= Epochs && (await store.GetAsync(id)).State.IsOver();

    private static int Lines(string path) => File.Exists(path) ? File.ReadLines(path).Count() - 1 : 0;

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
