namespace MlNetCnn;

/// <summary>
/// What a classifier does for one class when it takes an image for that class from a threshold on: a point of the ROC curve
/// (<see cref="FalsePositiveRate"/>, <see cref="Recall"/>) and of the precision-recall curve (<see cref="Recall"/>, <see cref="Precision"/>).
/// </summary>
/// <param name="Threshold">The least probability of the class.</param>
/// <param name="Recall">The fraction of the class's images that are found (true positive rate), from 0 to 1.</param>
/// <param name="FalsePositiveRate">The fraction of the other images that are taken for the class, from 0 to 1.</param>
/// <param name="Precision">The fraction of the class's images among those taken for it, from 0 to 1.</param>
public readonly record struct OperatingPoint(double Threshold, double Recall, double FalsePositiveRate, double Precision);
