using System.CommandLine;
using MlNetCnn.Dashboard;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

internal static class WorkerCommand
{
    public const string Description = "Execute queued runs, each in its own process, until Ctrl-C; active runs are then left for other workers.";

    public static Command Create(Interruption interruption)
    {
        var slots = new Option<int>("--slots") { Description = "Execute this many runs at once on the CPU; they share the cores.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var threads = Options.Optional<int?>("--threads", "N", "Set the threads of runs without the setting threads. Default: the cores divided by the slots.");
        var gpus = Options.Optional<int?>("--gpus", "N", "Use this many GPUs, one run each. Default: all.");
        var lease = new Option<double>("--lease")
        {
            Description = "Release the runs of a worker that is silent for this many seconds.",
            HelpName = "X",
            DefaultValueFactory = _ => 30,
        };
        var minutes = new Option<double>("--checkpoint-minutes")
        {
            Description = "Save checkpoints this often, in minutes; 0 after every batch.",
            HelpName = "X",
            DefaultValueFactory = _ => 0.25,
        };
        var telemetry = Options.Optional<string>("--telemetry", "console|otlp|URL",
            "Export metrics and traces (OpenTelemetry): to the console, as the OTEL_ variables say, or to a collector such as http://localhost:4318. Default: nowhere.");
        var store = new StoreOptions();
        var command = new Command("worker", Description)
        {
            slots, threads, gpus, lease, minutes, telemetry,
        };
        store.AddTo(command);
        command.SetAction(result =>
        {
            using var listening = interruption.Listen();
            using var export = TelemetryExport.Start(result.GetValue(telemetry), "mlnetcnn-worker");
            var opened = store.Open(result);
            var log = new Lines(result.InvocationConfiguration.Output);
            var options = new WorkerOptions
            {
                Slots = result.GetValue(slots),
                Threads = result.GetValue(threads),
                Gpus = result.GetValue(gpus) ?? GpuCount.Here(),
                Lease = TimeSpan.FromSeconds(result.GetValue(lease)),
                CheckpointMinutes = result.GetValue(minutes),
                Log = log,
            };
            using var worker = UsageError.Read(() => new RunWorker(opened, new RunQueue(opened), options));
            log.Report($"taking runs from {opened.Location}, {options.Slots} at once on the CPU, {options.Gpus} on GPUs; Ctrl-C stops");
            worker.RunAsync(interruption.Stop).GetAwaiter().GetResult();
            return 0;
        });
        return command;
    }

    private sealed class Lines(TextWriter writer) : IProgress<string>
    {
        private readonly Lock _lock = new();

        public void Report(string value)
        {
            lock (_lock)
            {
                writer.WriteLine($"{DateTime.Now:HH:mm:ss} {value}");
                writer.Flush();
            }
        }
    }
}
