using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Trains a network of its own for a while, to see how fast that goes.</summary>
internal static class SpeedTrial
{
    // How much of the time goes to training; the rest to evaluation, which varies less.
    private const double TrainingShare = 0.75;

    // On a GPU steps are awaited together, as in training.
    private const int StepsOnGpu = 16;

    public static TrainingSpeed Run(TrainingInput input, TrainingOptions options, TimeSpan budget)
    {
        var recipe = options.RecipeFor(input.Plan.Architecture);
        using var learner = new Learner(input.Plan, input.Preprocessing, options, recipe, input.Device);
        using var batches = input.ShuffledBatches(recipe.BatchSize, options, recipe.Augmentation);
        learner.StartTraining(batches.Batches);
        var steps = input.Device.type == DeviceType.CUDA ? StepsOnGpu : 1;
        var step = 0;
        var training = Rate(() => Enumerable.Range(0, steps).Sum(_ => Train(learner, batches, step++)) + Await(learner), budget * TrainingShare, options);
        var evaluation = Rate(() => learner.Evaluate(batches, options.CancellationToken).Images, budget * (1 - TrainingShare), options);
        return new(training, evaluation, recipe.BatchSize);
    }

    /// <summary>One step; gives its images.</summary>
    private static int Train(Learner learner, IBatchSource batches, int step)
    {
        using var scope = NewDisposeScope();
        var (epoch, number) = ((step / batches.Batches) + 1, step % batches.Batches);
        if (number == 0)
            batches.StartEpoch(epoch);
        var batch = batches.Batch(number);
        learner.Train(batch, epoch, number);
        return (int)batch.Labels.shape[0];
    }

    private static int Await(Learner learner)
    {
        var metrics = new Metrics();
        learner.CollectInto(ref metrics);
        return 0;
    }

    /// <summary>Images a second. The first time takes memory and chooses kernels: it counts only where there is no time for another.</summary>
    private static double Rate(Func<int> work, TimeSpan budget, TrainingOptions options)
    {
        var start = options.Time.GetTimestamp();
        var images = work();
        var first = options.Time.GetElapsedTime(start);
        if (first >= budget)
            return images / first.TotalSeconds;
        (images, start) = (0, options.Time.GetTimestamp());
        TimeSpan elapsed;
        do
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            images += work();
            elapsed = options.Time.GetElapsedTime(start);
        }
        while (elapsed + first < budget);
        return images / elapsed.TotalSeconds;
    }
}
