using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>The same images with other labels.</summary>
internal sealed class RelabeledRows(IImageRows rows, ImmutableArray<int> labels, ImmutableArray<string> classNames) : IImageRows
{
    public TensorShape Shape => rows.Shape;

    public ImmutableArray<int> Labels => labels;

    public ImmutableArray<string> ClassNames => classNames;

    public ImmutableArray<string> Paths => rows.Paths;

    public ImmutableArray<string> Groups => rows.Groups;

    public void CopyImage(int index, Span<byte> pixels) => rows.CopyImage(index, pixels);
}
