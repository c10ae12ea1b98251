using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>One split of inspected data.</summary>
/// <param name="Name"><c>train</c>, <c>validation</c> or <c>test</c>.</param>
/// <param name="Images">The number of images, 1 or more.</param>
/// <param name="ClassCounts">The images of each class, in the order of the class names; 0 or more.</param>
/// <param name="Repeated">Images that are exact duplicates of an earlier one of this split.</param>
/// <param name="Leaked">Images that are exact duplicates of a training image; 0 for the training split itself.</param>
public sealed record SplitInspection(string Name, int Images, ImmutableArray<int> ClassCounts, int Repeated, int Leaked);
