using System.Collections.Immutable;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>
/// A measurement: a network and the settings that affect speed. The key is equal for runs that take the same time per image.
/// </summary>
public sealed record SpeedTrial(string Key, RunRequest Run, StoredDataSet Data, TensorShape Shape)
{
    private static readonly ImmutableHashSet<string> Free =
    [
        "epochs", "seed", "learning-rate", "weight-decay", "decay-bias-and-norm", "schedule", "reduce-on-plateau", "label-smoothing", "class-weights",
        "validation-fraction", "patience", "best-by", "train-metrics", "weight-histograms", "halve-batch",
    ];

    internal static SpeedTrial Of(RunRequest run, StoredDataSet data, TensorShape shape)
    {
        var timed = run with { Settings = run.Settings.RemoveRange(Free), InitialWeights = null, ContinueFrom = null, Images = run.Images.Remove("test-fraction") };
        return new($"{timed.ContentHash()} {data.Path}", run, data, shape);
    }

    /// <summary><paramref name="slots"/>: concurrent runs of the machine.</summary>
    internal int Threads(int slots) => Run.ToOptions() is { Threads: > 0 and var asked } ? asked : new WorkerOptions { Slots = Math.Max(1, slots) }.ThreadsOf(DeviceFit.Cpu);

    /// <summary>The duration of an epoch, including validation.</summary>
    internal TimeSpan EpochOf(RunRequest run, SpeedAnswer speed)
    {
        var (train, evaluated) = ImagesOf(run);
        return speed.EpochOf(train, evaluated);
    }

    /// <summary>The maximum duration of a run, without startup and test.</summary>
    internal TimeSpan RunOf(RunRequest run, SpeedAnswer speed) => EpochOf(run, speed) * run.ToOptions().RecipeFor(run.Architecture).Epochs;

    internal SpeedRequest Request(int slots, double seconds) => new(
        Run.ToJson(), Data.Path, [.. Shape.Dimensions], Data.Entry.Classes.Length, Math.Max(2, (int)ImagesOf(Run).Train), Threads(slots), seconds);

    // Validation covers the validation images and, by default, the training images once more.
    private (double Train, double Evaluated) ImagesOf(RunRequest run)
    {
        var options = run.ToOptions();
        var all = Data.Entry.TrainImages * (1 - (run.ToLoading().TestFraction ?? 0));
        var train = all * (1 - options.ValidationFraction);
        return (train, options.TrainMetrics == TrainMetrics.Evaluated ? all : all - train);
    }
}
