namespace MlNetCnn;

/// <summary>
/// Which part of the image one value of a layer's output depends on: the size of the square or rectangle in pixels of the input (it may
/// reach into the padding, and so be larger than the image), and how far two neighboring values' fields lie apart.
/// </summary>
/// <param name="Height">Rows, at least 1.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="RowStep">Rows between the fields of two neighbors.</param>
/// <param name="ColumnStep">Columns between the fields of two neighbors.</param>
internal readonly record struct ReceptiveField(double Height, double Width, double RowStep, double ColumnStep)
{
    /// <summary>That of a pixel: itself.</summary>
    public static ReceptiveField Pixel { get; } = new(1, 1, 1, 1);

    /// <summary>What a window over values of this field sees: (k − 1) steps more, and its stride times the step.</summary>
    public ReceptiveField Through(Size2d kernel, double rowStride, double columnStride) => new(
        Height + (kernel.Height - 1) * RowStep,
        Width + (kernel.Width - 1) * ColumnStep,
        RowStep * rowStride,
        ColumnStep * columnStride);

    public ReceptiveField Through(Window window) => Through(window.Extent, window.Stride.Height, window.Stride.Width);

    /// <summary>The larger of two that meet in a sum or a concatenation.</summary>
    public ReceptiveField Or(ReceptiveField other) => new(
        Math.Max(Height, other.Height), Math.Max(Width, other.Width), Math.Max(RowStep, other.RowStep), Math.Max(ColumnStep, other.ColumnStep));

    /// <summary>Height × width in pixels.</summary>
    public override string ToString() => $"{Math.Ceiling(Height)}×{Math.Ceiling(Width)}";
}
