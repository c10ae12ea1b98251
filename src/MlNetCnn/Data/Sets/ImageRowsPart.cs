using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Some of the images, in a given order.</summary>
internal sealed class ImageRowsPart(IImageRows rows, int[] positions) : IImageRows
{
    public TensorShape Shape => rows.Shape;

    public ImmutableArray<int> Labels { get; } = [.. positions.Select(i => rows.Labels[i])];

    public ImmutableArray<string> ClassNames => rows.ClassNames;

    public ImmutableArray<string> Paths { get; } = rows.Paths.IsEmpty ? [] : [.. positions.Select(i => rows.Paths[i])];

    public ImmutableArray<string> Groups { get; } = rows.Groups.IsEmpty ? [] : [.. positions.Select(i => rows.Groups[i])];

    public void CopyImage(int index, Span<byte> pixels) => rows.CopyImage(positions[index], pixels);
}
