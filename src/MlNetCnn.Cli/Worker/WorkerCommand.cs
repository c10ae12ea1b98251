using System.CommandLine;
using MlNetCnn.Experiments;
using MlNetCnn.Telemetry;

namespace MlNetCnn.Cli;

internal static class WorkerCommand
{
    public static Command Create(Interruption interruption)
    {
        var slots = new Option<int>("--slots") { Description = "Runs on the CPU at once; they share the cores.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var threads = Options.Optional<int?>("--threads", "N", "Threads of a run that does not say itself. Default: the cores divided by the slots.");
        var gpus = Options.Optional<int?>("--gpus", "N", "GPUs to use, one run each. Default: all there are.");
        var lease = new Option<double>("--lease")
        {
            Description = "Seconds after which the runs of a worker that fell silent are others'.",
            HelpName = "X",
            DefaultValueFactory = _ => 30,
        };
        var minutes = new Option<double>("--checkpoint-minutes")
        {
            Description = "How often a run is written down, in minutes; 0 is after every batch.",
            HelpName = "X",
            DefaultValueFactory = _ => 0.25,
        };
        var telemetry = Options.Optional<string>("--telemetry", "console|otlp|URL",
            "Hand on metrics and traces (OpenTelemetry): onto the console, to the collector that OTEL_ variables name, or by OTLP over HTTP to this one, "
            + "like http://localhost:4318. Default: nowhere.");
        var store = new StoreOptions();
        var command = new Command("worker",
            "Take runs from the queue and do them, each in a process of its own, until Ctrl-C; the runs under way are then left for other workers.")
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
            using var worker = new RunWorker(opened, new RunQueue(opened), options);
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
