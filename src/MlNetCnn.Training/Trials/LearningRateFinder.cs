using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Trains a network of its own at a rising rate and puts everything back.</summary>
internal static class LearningRateFinder
{
    /// <summary>How many times the least loss counts as having run away.</summary>
    private const double Runaway = 4;

    public static LearningRateCurve Run(
        TrainingInput input, TrainingOptions options, LearningRateSweep sweep, IBatchSource images, float[]? classWeights)
    {
        using var randomState = get_rng_state();
        try
        {
            using var learner = new Learner(
                input.Plan, input.Preprocessing, options, options.RecipeFor(input.Plan.Architecture), input.Device, classWeights);
            return Run(learner, options, sweep, images);
        }
        finally
        {
            set_rng_state(randomState);
        }
    }

    private static LearningRateCurve Run(Learner learner, TrainingOptions options, LearningRateSweep sweep, IBatchSource images)
    {
        var points = new List<LearningRatePoint>();
        var (average, least) = (0.0, double.PositiveInfinity);
        learner.StartTraining(images.Batches);
        for (var step = 0; step < sweep.Steps; step++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            var (epoch, number) = ((step / images.Batches) + 1, step % images.Batches);
            if (number == 0)
                images.StartEpoch(epoch);
            using var scope = NewDisposeScope();
            var metrics = new Metrics();
            learner.FixedRate = sweep.RateAt(step);
            learner.Train(images.Batch(number), epoch, number);
            learner.CollectInto(ref metrics);
            average = (sweep.Smoothing * average) + ((1 - sweep.Smoothing) * metrics.Loss);
            var loss = average / (1 - Math.Pow(sweep.Smoothing, step + 1)); // as if the average had not begun at 0
            if (!double.IsFinite(loss) || loss > Runaway * least)
                break;
            least = Math.Min(least, loss);
            points.Add(new LearningRatePoint(sweep.RateAt(step), loss));
        }
        return new LearningRateCurve([.. points]);
    }
}
