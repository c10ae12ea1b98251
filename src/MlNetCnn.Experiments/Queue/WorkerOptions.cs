namespace MlNetCnn.Experiments;

internal sealed record WorkerOptions
{
    /// <summary>Concurrent runs on the CPU, 0 or more; they share the cores evenly. Default: 1.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>Number of GPUs, one run each, 0 or more. Default: 0.</summary>
    public int Gpus { get; init; }

    /// <summary>Threads of a run whose request does not set them, at least 1. Default: the cores divided by the slots.</summary>
    public int? Threads { get; init; }

    /// <summary>Longest silence of the worker before others take over its runs, at least a second. Default: 30 seconds.</summary>
    public TimeSpan Lease { get; init; } = LostRuns.DefaultLease;

    /// <summary>Minutes between checkpoints within an epoch; 0 writes one after every batch. Default: 0.25.</summary>
    public double CheckpointMinutes { get; init; } = 0.25;

    /// <summary>How long runs stay in the trash, above 0. Default: a day.</summary>
    public TimeSpan TrashAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The only group whose runs it executes. Default: null, all runs.</summary>
    public string? Group { get; init; }

    /// <summary>The executable that starts runs. Default: this process's own.</summary>
    public RunHost? Host { get; init; }

    /// <summary>Receives one line per event, from any thread. Default: none.</summary>
    public IProgress<string>? Log { get; init; }

    internal int ThreadsOf(string device) => Threads ?? Math.Max(1, Environment.ProcessorCount / (device == DeviceFit.Cpu ? Slots : Math.Max(1, Gpus)));

    internal WorkerOptions Check()
    {
        Require(Slots >= 0, "slots", Slots, "0 or more");
        Require(Gpus >= 0, "GPUs", Gpus, "0 or more");
        Require(Slots + Gpus > 0, "slots and GPUs together", Slots + Gpus, "at least 1");
        Require(Threads is null or >= 1, "threads", Threads, "at least 1");
        Require(Lease >= TimeSpan.FromSeconds(1), "seconds of the lease", Lease.TotalSeconds, "at least 1");
        Require(CheckpointMinutes >= 0, "minutes between checkpoints", CheckpointMinutes, "0 or more");
        Require(TrashAge > TimeSpan.Zero, "hours in the trash", TrashAge.TotalHours, "above 0");
        return this;
    }

    private static void Require(bool condition, string what, object? value, string needed)
    {
        if (!condition)
            throw new ArgumentException($"The worker's number of {what} is {value}, but must be {needed}.");
    }
}
