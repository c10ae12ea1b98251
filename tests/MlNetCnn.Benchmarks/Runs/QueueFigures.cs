using System.Diagnostics;
using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Benchmarks;

/// <summary>What the queue costs a run, and how many runs workers do in an hour: LeNet on the bundled images, each run a process of its own.</summary>
internal static class QueueFigures
{
    private const int Epochs = 15;
    private const int Runs = 8;

    // Both processes are compiled and warm by then: the worker takes a minute.
    private const int LongEpochs = 180;
    private const int WarmEpochs = 120;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    public static async Task<Run> WriteAsync(string folder, TextWriter output)
    {
        var finished = await CostAsync(folder, output);
        foreach (var (workers, threads) in new[] { (1, 2), (1, 1), (2, 1) })
        {
            var rate = await RateAsync(folder, workers, threads);
            Write(output, $"| runs an hour, {Epochs} epochs each, {workers} workers with {threads} threads | {rate:n0} |");
        }
        return finished;
    }

    private static async Task<Run> CostAsync(string folder, TextWriter output)
    {
        var (store, queue) = await OpenAsync(folder, "cost");
        var run = await queue.AddAsync(Request(LongEpochs, threads: 2, seed: 1));
        using var stop = new CancellationTokenSource();
        using var worker = NewWorker(store, queue);
        var work = worker.RunAsync(stop.Token);

        var first = await ReachAsync(store.FolderOf(run.Id), WarmEpochs);
        var last = await ReachAsync(store.FolderOf(run.Id), LongEpochs - 1);
        while (!(await store.GetAsync(run.Id)).State.IsOver())
            await Task.Delay(LookInterval);
        await stop.CancelAsync();
        await work;

        var epochs = store.Epochs(run.Id);
        var count = last.Epoch - first.Epoch;
        var wall = Stopwatch.GetElapsedTime(first.At, last.At).TotalMilliseconds / count;
        var training = epochs.Where(e => e.Epoch > first.Epoch && e.Epoch <= last.Epoch).Average(e => e.Seconds) * 1000;
        var queued = (last.Cpu - first.Cpu).TotalMilliseconds / count;
        Write(output, $"| LeNet, an epoch of the bundled images | {training:n0} ms |");
        Write(output, $"| between epochs: metrics, checkpoint, messages | {wall - training:n1} ms an epoch, {(wall - training) / training:p2} |");
        Write(output, $"| processor time of the worker's process: queue, lease, store | {queued:n1} ms an epoch, {queued / training:p2} of one core |");
        return await store.GetAsync(run.Id);
    }

    private static async Task<(int Epoch, long At, TimeSpan Cpu)> ReachAsync(RunFolder folder, int epoch)
    {
        while (true)
        {
            if (Epoch(folder.Newest.Metrics) is var reached && reached >= epoch)
                return (reached, Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await Task.Delay(LookInterval);
        }
    }

    private static async Task<double> RateAsync(string folder, int workers, int threads)
    {
        var (store, queue) = await OpenAsync(folder, $"rate-{workers}-{threads}");
        for (var i = 0; i < Runs; i++)
            await queue.AddAsync(Request(Epochs, threads, seed: i + 1));
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

    private static RunRequest Request(int epochs, int threads, int seed) =>
        new RunRequest { Architecture = Architectures.LeNet(), Data = BuiltPath.Of("BundledImages"), Tags = ["figure"] }.With(new Dictionary<string, string>
        {
            ["epochs"] = $"{epochs}",
            ["threads"] = $"{threads}",
            ["seed"] = $"{seed}",
            ["device"] = "cpu",
        });

    private static int Epoch(string path) => File.Exists(path) ? File.ReadLines(path).Count() - 1 : 0;

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
