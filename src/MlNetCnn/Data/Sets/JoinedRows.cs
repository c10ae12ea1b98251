using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>The images of two splits of a data set, without groups.</summary>
internal sealed class JoinedRows(IImageRows first, IImageRows second) : IImageRows
{
    public TensorShape Shape => first.Shape;

    public ImmutableArray<int> Labels { get; } = [.. first.Labels, .. second.Labels];

    public ImmutableArray<string> ClassNames => first.ClassNames;

    public ImmutableArray<string> Paths { get; } = [.. first.Paths, .. second.Paths];

    public void CopyImage(int index, Span<byte> pixels)
    {
        if (index < first.Count)
            first.CopyImage(index, pixels);
        else
            second.CopyImage(index - first.Count, pixels);
    }
}
