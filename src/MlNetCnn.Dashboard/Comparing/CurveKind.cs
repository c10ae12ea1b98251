using MlNetCnn.Dashboard.Charts;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard.Comparing;

/// <summary>What curves of several runs are laid over each other.</summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Title">What it is.</param>
/// <param name="Best">Which point is the best.</param>
/// <param name="Value">Its value in an epoch, or null.</param>
internal sealed record CurveKind(string Key, string Title, ChartBest Best, Func<EpochMetrics, double?> Value)
{
    public static IReadOnlyList<CurveKind> All { get; } =
    [
        new("train-loss", "Training loss", ChartBest.Lowest, e => e.TrainLoss),
        new("train-accuracy", "Training accuracy", ChartBest.Highest, e => e.TrainAccuracy),
        new("validation-loss", "Validation loss", ChartBest.Lowest, e => e.ValidationLoss),
        new("validation-accuracy", "Validation accuracy", ChartBest.Highest, e => e.ValidationAccuracy),
    ];

    public static CurveKind Find(string? key) => All.FirstOrDefault(k => k.Key == key) ?? All[0];
}
