using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

internal static class CostWords
{
    public static string Title(ComparisonCost cost) => cost switch
    {
        ComparisonCost.Macs => "multiply-accumulates of one image",
        ComparisonCost.Parameters => "parameters",
        ComparisonCost.ModelBytes => "size of the model's file, MiB",
        ComparisonCost.TrainingMemory => "training memory, MiB",
        ComparisonCost.TrainingTime => "training time of an image, ms",
        ComparisonCost.Latency => "median time to score one image, ms",
        ComparisonCost.ScoringTime => "time to score an image in batches, ms",
        _ => throw new ArgumentOutOfRangeException(nameof(cost), cost, null),
    };

    /// <summary>A cost in the unit of its title.</summary>
    public static double Scale(ComparisonCost cost, double value) => cost switch
    {
        ComparisonCost.ModelBytes or ComparisonCost.TrainingMemory => value / (1 << 20),
        ComparisonCost.TrainingTime or ComparisonCost.ScoringTime => value * 1000,
        _ => value,
    };

    public static string Text(ComparisonCost cost, double value) => !double.IsFinite(value) ? "not measured" : cost switch
    {
        ComparisonCost.Macs or ComparisonCost.Parameters => FormattableString.Invariant($"{value:N0}"),
        _ => FormattableString.Invariant($"{Scale(cost, value):0.000}"),
    };
}
