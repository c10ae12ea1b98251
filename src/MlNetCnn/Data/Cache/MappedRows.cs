using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>The images of one split in a file of decoded pixels.</summary>
/// <param name="file">One row an image.</param>
/// <param name="offset">Where the first row begins.</param>
/// <param name="shape">Of one image.</param>
/// <param name="rows">Which of the file's rows are this split's.</param>
internal sealed class MappedRows(MappedFile file, long offset, TensorShape shape, int[] rows) : IImageRows
{
    public TensorShape Shape => shape;

    public required ImmutableArray<int> Labels { get; init; }

    public required ImmutableArray<string> ClassNames { get; init; }

    public required ImmutableArray<string> Paths { get; init; }

    public required ImmutableArray<string> Groups { get; init; }

    public void CopyImage(int index, Span<byte> pixels) => file.Copy(offset + (long)rows[index] * shape.Elements, pixels[..shape.Elements]);
}
