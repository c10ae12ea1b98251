namespace MlNetCnn.Components;

/// <summary>
/// What images of each class were taken for, as numbers or shares, with mistakes colored by their share. Of many classes, those with most
/// mistakes show first.
/// </summary>
/// <example><code>&lt;ConfusionMatrix ClassNames="metrics.ClassNames" Counts="metrics.Confusion" /&gt;</code></example>
public sealed partial class ConfusionMatrix;
