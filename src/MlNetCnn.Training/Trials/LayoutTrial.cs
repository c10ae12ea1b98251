using System.Globalization;
using System.IO.Hashing;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>
/// Finds out whether a network trains faster with channels last on this CPU, by a few steps of each memory format. The answer is kept: the last digits of the weights
/// follow from it, so that the next run has to get the same.
/// </summary>
/// <param name="input">The images and the network.</param>
/// <param name="options">How it is trained.</param>
/// <param name="folder">Where answers are kept, made when there is one; null to keep none.</param>
internal sealed class LayoutTrial(TrainingInput input, TrainingOptions options, string? folder)
{
    // A shorter run is over before a trial has paid.
    private const int FewestSteps = 500;

    private const int Rounds = 2, MostSteps = 5;

    // What a trial may take of the run's time, and how long it may take.
    private const double LargestShare = 0.03;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly TrainingRecipe _recipe = options.RecipeFor(input.Plan.Architecture);

    /// <summary>The user's folder for answers, or null where the user has no folder for caches.</summary>
    public static string? FolderOfUser
    {
        get
        {
            try
            {
                return CacheFolder.OfUser("layouts");
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    /// <summary>Whether to train with channels last; null where it is not measured: on a GPU, in a short run, or where nothing convolves images.</summary>
    public bool? Choose(Action<string> tell)
    {
        if (options.ChannelsLast is not null || input.Start is not null || input.Device.type != DeviceType.CPU || !ChannelsLast.Matters(input.Plan))
            return options.ChannelsLast;
        using var batches = input.ShuffledBatches(_recipe.BatchSize, options, _recipe.Augmentation);
        var steps = (long)batches.Batches * _recipe.Epochs;
        if (steps < FewestSteps)
            return null;
        var file = folder is null ? null : Path.Combine(folder, Name() + ".json");
        var times = file is null ? null : StepTimes.Find(file);
        if (times is null)
        {
            try
            {
                times = Measure(batches, steps);
            }
            catch (Exception e) when (TrainingMemoryException.IsCause(e))
            {
                return null; // training tells what to do
            }
            if (file is not null)
                times.Keep(file);
        }
        tell(string.Create(CultureInfo.InvariantCulture,
            $"Channels last takes {1000 * times.ChannelsLast:0.0} ms a step here, the usual memory format {1000 * times.Usual:0.0} ms: {(times.IsLastFaster ? "the first" : "the second")} is used."));
        return times.IsLastFaster;
    }

    private StepTimes Measure(IBatchSource batches, long steps)
    {
        var times = new StepTimes(Shortest(batches, isLast: false, default), double.PositiveInfinity);
        var budget = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, LargestShare * steps * times.Usual) / (2 * Rounds));
        for (var round = 0; round < Rounds; round++)
            times = new(Math.Min(times.Usual, Shortest(batches, isLast: false, budget)), Math.Min(times.ChannelsLast, Shortest(batches, isLast: true, budget)));
        return times;
    }

    /// <summary>The seconds of the shortest step.</summary>
    private double Shortest(IBatchSource batches, bool isLast, TimeSpan budget)
    {
        using var learner = new Learner(input.Plan, input.Preprocessing, options with { ChannelsLast = isLast }, _recipe, input.Device);
        learner.StartTraining(batches.Batches);
        batches.StartEpoch(1);
        Step(); // takes memory and chooses kernels
        var (start, shortest, done) = (options.Time.GetTimestamp(), double.PositiveInfinity, 0);
        do
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            shortest = Math.Min(shortest, Step());
        }
        while (++done < MostSteps && options.Time.GetElapsedTime(start) < budget);
        return shortest;

        double Step()
        {
            using var scope = NewDisposeScope();
            var batch = batches.Batch(0);
            var begin = options.Time.GetTimestamp();
            learner.Train(batch, epoch: 1, number: 0);
            return options.Time.GetElapsedTime(begin).TotalSeconds;
        }
    }

    /// <summary>All that times follow from.</summary>
    private string Name()
    {
        var text = string.Join('\n', Processor.FindName(), get_num_threads(), __version__, input.Plan.Architecture.ToJson(), input.Plan.Input, input.Plan.Classes,
            _recipe.BatchSize, options.Precision, string.Join(',', options.Freeze));
        return Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
    }
}
