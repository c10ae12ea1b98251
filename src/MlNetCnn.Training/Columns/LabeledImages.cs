using System.Collections.Immutable;

namespace MlNetCnn.Training;

/// <summary>What was read from a data view: images with class numbers, the classes' names, and the largest pixel of a Single column.</summary>
internal sealed record LabeledImages(IImages Images, ImmutableArray<string> ClassNames, float LargestPixel) : IDisposable
{
    public void Dispose() => Images.Dispose();
}
