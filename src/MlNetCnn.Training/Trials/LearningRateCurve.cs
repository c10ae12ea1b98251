using System.Collections.Immutable;

namespace MlNetCnn.Training;

/// <summary>How the loss went as the learning rate rose.</summary>
/// <param name="Points">The steps in the order of their rates, up to where the loss ran away.</param>
public sealed record LearningRateCurve(ImmutableArray<LearningRatePoint> Points)
{
    /// <summary>Points on either side over which the fall is taken: the loss of one batch differs from the next one's by chance.</summary>
    private const int Reach = 5;

    /// <summary>The rate around which the smoothed loss fell most steeply, or null where it never fell: then widen the sweep.</summary>
    public double? Suggestion
    {
        get
        {
            var (steepest, suggestion) = (0.0, default(double?));
            var reach = Math.Min(Reach, (Points.Length - 1) / 2);
            for (var i = reach; i < Points.Length - reach; i++)
            {
                // The distance of two steps' logarithms is the same everywhere.
                var slope = Points[i + reach].Loss - Points[i - reach].Loss;
                if (slope < steepest)
                    (steepest, suggestion) = (slope, Points[i].Rate);
            }
            return suggestion;
        }
    }
}
