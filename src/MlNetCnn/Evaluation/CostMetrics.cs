using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>What decisions of least expected cost come to on labeled images, against decisions for the most likely class.</summary>
/// <param name="MeanCost">Mean cost an image by the decisions of least expected cost.</param>
/// <param name="MostLikelyMeanCost">Mean cost an image by decisions for the most likely class.</param>
/// <param name="Decisions">Counts of images: rows are true classes, columns the decisions of least expected cost.</param>
public sealed record CostMetrics(double MeanCost, double MostLikelyMeanCost, ImmutableArray<ImmutableArray<int>> Decisions);
