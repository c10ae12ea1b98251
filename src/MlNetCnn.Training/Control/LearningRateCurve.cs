using System.Collections.Immutable;

namespace MlNetCnn.Training;

/// <summary>How the loss went as the learning rate rose.</summary>
/// <param name="Points">The steps in the order of their rates, up to where the loss ran away.</param>
public sealed record LearningRateCurve(ImmutableArray<LearningRatePoint> Points)
{
    /// <summary>The rate at which the smoothed loss fell most steeply, or null where it never fell: then widen the sweep.</summary>
    public double? Suggestion
    {
        get
        {
            var (steepest, suggestion) = (0.0, default(double?));
            for (var i = 1; i < Points.Length - 1; i++)
            {
                // The distance of two steps' logarithms is the same everywhere.
                var slope = Points[i + 1].Loss - Points[i - 1].Loss;
                if (slope < steepest)
                    (steepest, suggestion) = (slope, Points[i].Rate);
            }
            return suggestion;
        }
    }
}
